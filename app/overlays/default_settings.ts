import type { OverlaySettings } from '../../overlay/contract.js'

/** A fresh overlay: all widgets on a 1920x1080 stage, clear of the middle. */
export const DEFAULT_SETTINGS: OverlaySettings = {
  language: 'en',
  volume: 0.6,
  reducedMotion: false,
  palette: 'default',
  widgets: {
    goal: { shown: true, x: 50, y: 90, scale: 1 },
    impact: { shown: true, x: 50, y: 45, scale: 1 },
    refunds: { shown: true, x: 50, y: 10, scale: 1 },
    poll: { shown: true, x: 84, y: 30, scale: 1 },
    pack: { shown: true, x: 50, y: 47, scale: 1 },
  },
}
