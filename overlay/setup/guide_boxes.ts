import type { OverlayApp } from '../app.ts'
import { messagesFor } from '../text/messages.ts'
import { el } from '../widgets/dom.ts'
import { fitStage } from '../widgets/fit_stage.ts'
import { Slot } from '../widgets/slot.ts'
import { previewArea } from './preview_area.ts'

const NAMES = ['goal', 'impact', 'refunds', 'poll', 'pack'] as const

/** Outlines where the widgets will be, so that an empty overlay can be told from a misplaced one. */
export function guideBoxes({ store }: OverlayApp): HTMLElement {
  const guides = NAMES.map((name) => {
    const slot = new Slot('guide')
    const box = el(`guide guide-${name}`)
    slot.element.append(box)
    return { name, slot, box }
  })

  store.watch(({ settings }) => {
    const { widgets } = messagesFor(settings.language).setup
    for (const { name, slot, box } of guides) {
      slot.place(settings.widgets[name])
      box.textContent = widgets[name]
    }
  })
  const stage = el('stage stage-preview', ...guides.map(({ slot }) => slot.element))
  fitStage(stage, previewArea)
  return stage
}
