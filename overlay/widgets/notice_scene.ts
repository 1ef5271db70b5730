import { el, svg } from './dom.ts'

export type NoticeKind = 'refunded' | 'expired' | 'cancelled' | 'failed' | 'caught_up'

/** Drawn in a 24 x 24 box. A shape of its own for each kind, so that colour carries nothing alone. */
const GLYPHS: Record<NoticeKind, string> = {
  refunded: 'M5 8.5h9.5a5 5 0 0 1 0 10H9M5 8.5l4-4M5 8.5l4 4',
  expired: 'M6.5 3.5h11M6.5 20.5h11M8 3.5c0 5 8 7 8 17M16 3.5c0 5-8 7-8 17',
  cancelled: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17ZM6 6l12 12',
  caught_up: 'M4.5 12.5l4 4L19 6M4.5 19.5h15',
  failed: 'M12 2.5l8.2 4.75v9.5L12 21.5l-8.2-4.75v-9.5ZM12 2.5l-2 6 4 3-3 4 1 6',
}

/** A short notice: what happened, to which event, and why. */
export function noticeScene(kind: NoticeKind, title: string, details: string[]): HTMLElement {
  const glyph = svg(
    'svg',
    { viewBox: '0 0 24 24', class: 'notice-glyph' },
    svg('path', { d: GLYPHS[kind] })
  )
  const text = el('notice-text', el('notice-title', title))
  const [subject, ...rest] = details.filter((detail) => detail !== '')
  if (subject !== undefined) {
    const line = el('notice-line', el('notice-subject', subject))
    if (rest.length > 0) line.append(el('notice-why', rest.join(' · ')))
    text.append(line)
  }
  return el(`notice notice-${kind}`, el('panel notice-panel', glyph, text))
}
