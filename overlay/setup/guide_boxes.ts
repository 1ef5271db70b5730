import type { OverlayApp } from '../app.ts'
import { el } from '../widgets/dom.ts'
import { fitStage } from '../widgets/fit_stage.ts'
import { Slot } from '../widgets/slot.ts'

/** Outlines where the widgets will be, so that an empty overlay can be told from a misplaced one. */
export function guideBoxes(app: OverlayApp): HTMLElement {
  const slots = { goal: new Slot('guide'), impact: new Slot('guide'), refunds: new Slot('guide') }
  const names = ['goal', 'impact', 'refunds'] as const
  for (const name of names) slots[name].element.append(el(`guide guide-${name}`))

  app.store.watch(({ settings }) => {
    for (const name of names) slots[name].place(settings.widgets[name])
  })
  const stage = el('stage', ...names.map((name) => slots[name].element))
  fitStage(stage)
  return stage
}
