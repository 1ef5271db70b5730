import type { PublicInstance } from '../contract.ts'
import type { Messages } from '../text/messages.ts'
import { d20 } from './d20.ts'
import { el } from './dom.ts'
import { rays, runeRings, sparks } from './magic.ts'

/** The goal is reached: the crowd's die lights up. */
export function armedScene(instance: PublicInstance, { armed }: Messages): HTMLElement {
  const names = instance.latestViewers.slice(-4).join(' · ')
  const art = el('art', rays(), runeRings(), el('art-die', d20(null, 'light')), sparks(26))
  const words = el(
    'words',
    el('eyebrow', armed.eyebrow),
    el('display', armed.title),
    el('subject', instance.eventName)
  )
  if (names !== '') words.append(el('thanks', armed.thanks(names)))
  return el('scene scene-armed', el('veil'), art, words)
}
