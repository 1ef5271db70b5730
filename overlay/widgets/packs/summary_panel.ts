import type { OverlayPack } from '../../contract.ts'
import type { Messages } from '../../text/messages.ts'
import { el } from '../dom.ts'

/** What came of it: new cards, duplicates, and how full the viewer's set is now. */
export function summaryPanel({ mode, packs }: OverlayPack, { pack }: Messages): HTMLElement {
  const cards = packs.flatMap((opening) => opening.cards)
  const fresh = cards.filter(({ isNew }) => isNew).length
  const counts = el(
    'pack-counts',
    el('pack-count', pack.fresh(fresh)),
    el('pack-count', pack.doubles(cards.length - fresh))
  )
  const body = el('pack-summary-body', counts)
  const [opening] = packs
  if (opening && mode !== 'batch') body.append(setProgress(opening, fresh, pack))
  return el('pack-summary', el('pack-summary-back panel'), body)
}

type Opening = OverlayPack['packs'][number]

function setProgress({ set, progress }: Opening, fresh: number, words: Messages['pack']) {
  const head = el(
    'pack-set',
    el('pack-set-name', set.name),
    el('pack-set-count', words.progress(progress.has, progress.of))
  )
  const part = (has: number) => (progress.of > 0 ? Math.min(1, has / progress.of) : 0)
  const fill = el('pack-fill')
  fill.style.setProperty('--from', shift(part(progress.has - fresh)))
  fill.style.setProperty('--to', shift(part(progress.has)))
  return el('pack-progress', head, el('pack-track', fill))
}

const shift = (part: number) => `${((part - 1) * 100).toFixed(2)}%`
