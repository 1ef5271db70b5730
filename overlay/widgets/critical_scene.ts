import type { PublicInstance } from '../contract.ts'
import type { Messages } from '../text/messages.ts'
import { d20 } from './d20.ts'
import { el } from './dom.ts'
import { runeRings } from './magic.ts'

interface Critical {
  instance: PublicInstance
  character: string | null
  natural: number | null
}

/** The roll that consumes the instance has fallen; what comes of it is not known yet. */
export function criticalScene(data: Critical, { critical }: Messages): HTMLElement {
  const { natural, character, instance } = data
  const tone = natural !== null && natural <= 10 ? 'dark' : 'light'
  const die = el('art-die', d20(natural === null ? null : String(natural), tone))
  const words = el(
    'words',
    el('eyebrow', critical.eyebrow),
    el('headline', critical.rolled(character, natural)),
    el('thanks', `${instance.eventName}. ${critical.hint}`)
  )
  return el('scene scene-critical', el('veil'), el('art', runeRings(), die), words)
}
