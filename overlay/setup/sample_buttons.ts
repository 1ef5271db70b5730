import type { OverlayApp } from '../app.ts'
import type { SetupMessages } from '../text/messages.ts'
import { el } from '../widgets/dom.ts'
import { sampleShot, type SampleName } from './sample_shots.ts'

/** Plays the widgets on this page alone, without the server. */
export function sampleButtons(app: OverlayApp, setup: SetupMessages): Node {
  const names: SampleName[] = ['armed', 'inversion', 'refund', 'expired', 'pack']
  const buttons = names.map((name) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = setup.samples[name]
    button.addEventListener('click', () => app.play(sampleShot(name, new Date())))
    return button
  })
  const title = document.createElement('h2')
  title.textContent = setup.samplesTitle
  const row = el('setup-buttons', ...buttons)
  return el('setup-samples', title, row, el('setup-note', setup.samplesNote))
}
