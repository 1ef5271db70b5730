import type { Messages } from '../text/messages.ts'
import type { Inversion } from './inversion_scene.ts'
import { d20 } from './d20.ts'
import { el } from './dom.ts'
import { rays, sparks } from './magic.ts'

/** An action without a die to turn has taken effect. */
export function effectScene(data: Inversion, { effect }: Messages): HTMLElement {
  const words = el(
    'words',
    el('eyebrow', effect.eyebrow),
    el('headline', data.instance.eventName),
    el('thanks', [data.character, data.message].filter(Boolean).join(' · '))
  )
  const art = el('art', rays(), el('art-die', d20(null, 'light')), sparks(18))
  return el('scene scene-effect', el('veil'), art, words)
}
