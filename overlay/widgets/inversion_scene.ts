import type { PublicInstance, RollImpact } from '../contract.ts'
import type { Messages } from '../text/messages.ts'
import { d20, type DieTone } from './d20.ts'
import { el } from './dom.ts'
import { rays, runeRings, sparks } from './magic.ts'

export type Inversion = { instance: PublicInstance } & RollImpact

/**
 * The roll is turned upside down: the die shows what was rolled, tips over,
 * and lies there with the other value. The higher value is the light side, so
 * luck and its loss read without a word.
 */
export function inversionScene(
  data: Inversion,
  original: number,
  inverted: number,
  { inversion }: Messages
): HTMLElement {
  const tone: DieTone = original >= inverted ? 'light' : 'dark'
  const other: DieTone = tone === 'light' ? 'dark' : 'light'
  const front = el('die-side die-front', d20(String(original), tone))
  const back = el('die-side die-back', d20(String(inverted), other))
  const die = el('art-die', el('die-turn', front, back))

  const verdict = el(
    'verdict',
    el('verdict-from', String(original)),
    el('verdict-arrow'),
    el('verdict-to', String(inverted))
  )
  verdict.setAttribute('aria-label', inversion.becomes(original, inverted))

  const words = el(
    'words',
    el('eyebrow', inversion.eyebrow),
    el('headline', data.character ?? inversion.roll),
    verdict,
    el('thanks', data.message || data.instance.eventName)
  )
  const art = el('art', rays(), runeRings(), el('shock'), die, sparks(30))
  return el(`scene scene-inversion to-${other}`, el('veil'), art, words)
}
