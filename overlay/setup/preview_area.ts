import type { Area } from '../widgets/fit_stage.ts'

/** Width of the panel with the help; setup.css has the same number. */
const PANEL = 640
const MARGIN = 40

/** Below this the preview would be too small beside the panel: it covers the window instead. */
const MIN_WIDTH = 1100

/** Where the stage goes on the setup page: beside the help. */
export function previewArea(): Area {
  const { innerWidth, innerHeight } = window
  if (innerWidth < MIN_WIDTH) return { left: 0, top: 0, width: innerWidth, height: innerHeight }

  const width = innerWidth - PANEL - 2 * MARGIN
  const height = Math.min(innerHeight - 2 * MARGIN, (width * 9) / 16)
  return { left: PANEL + MARGIN, top: (innerHeight - height) / 2, width, height }
}
