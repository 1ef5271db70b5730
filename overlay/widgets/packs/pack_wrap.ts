import type { OverlayOpening } from '../../contract.ts'
import type { Pictures } from '../../packs/pictures.ts'
import { d20 } from '../d20.ts'
import { el } from '../dom.ts'
import { runeRings } from '../magic.ts'

/** The pack, still closed, in two parts: its top comes off along the tear. */
export function packWrap({ set }: OverlayOpening, pictures: Pictures): HTMLElement {
  const art = el('wrap-art')
  pictures.show(set.picture, art, () => el('wrap-emblem', runeRings(), d20(null, 'light')))
  const body = el('wrap-part wrap-body', art, el('wrap-name', set.name))
  const tear = el('wrap-tear', el('wrap-tip'))
  return el('wrap', el('wrap-glow'), body, el('wrap-part wrap-top'), tear)
}
