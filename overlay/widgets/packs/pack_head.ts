import type { OverlayPack } from '../../contract.ts'
import type { Messages } from '../../text/messages.ts'
import { el } from '../dom.ts'

/** Whose pack it is, of which set, and how many wait behind it. */
export function packHead(shown: OverlayPack, { pack }: Messages): HTMLElement {
  const { mode, packs, viewers, waiting, isReplay } = shown
  const set = packs[0]?.set.name ?? ''
  const kind = isReplay ? pack.replay : pack.eyebrow
  const head = el(
    'pack-head',
    el('eyebrow', mode === 'batch' ? pack.many : `${kind} · ${set}`),
    el(
      'pack-title',
      mode === 'batch'
        ? pack.batch(packs.length, viewers)
        : pack.opens(packs[0]?.viewer ?? pack.somebody)
    )
  )
  if (waiting > 0) head.append(el('pack-waiting', pack.waiting(waiting)))
  return head
}
