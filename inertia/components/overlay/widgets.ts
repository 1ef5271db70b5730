import type { OverlaySettings } from '../../../overlay/contract.ts'

export type WidgetName = keyof OverlaySettings['widgets']

/** The overlay's widgets as its owner knows them; sizes in per cent of the stage. The largest lies below the others. */
export const WIDGETS: { name: WidgetName; label: string; width: number; height: number }[] = [
  { name: 'pack', label: 'Card packs', width: 80, height: 74 },
  { name: 'goal', label: 'Goal bar', width: 34, height: 11 },
  { name: 'impact', label: 'The big moment', width: 36, height: 34 },
  { name: 'refunds', label: 'Refunds', width: 26, height: 8 },
  { name: 'poll', label: 'Poll', width: 25, height: 30 },
]
