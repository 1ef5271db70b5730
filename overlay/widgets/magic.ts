import { el, svg } from './dom.ts'

/** Staves in a 12 x 20 box, in the manner of carved letters; they spell nothing. */
const RUNES = [
  'M6-10V10M6-10L12-4M6-2L12 4',
  'M2-10V10M10-10V10M2-4L10 4',
  'M6-10V10M0-4L6-10L12-4',
  'M2-10V10M2-10L10-3L2 3',
  'M6-10V10M1 5L11-5',
  'M1-10L11 10M11-10L1 10',
  'M6-10V10M6 0L12-7M6 0L0-7',
  'M2-10V10M2-6L10 0L2 6',
]

const RUNE_COUNT = 28

/** Two rings that turn against each other, one with marks, one with runes. */
export function runeRings(): HTMLElement {
  const runes = Array.from({ length: RUNE_COUNT }, (_, index) =>
    svg('path', {
      d: RUNES[(index * 5) % RUNES.length] ?? '',
      transform: `rotate(${(index * 360) / RUNE_COUNT}) translate(-6 -222)`,
    })
  )
  const written = ring('rings-runes', 204, 240, ...runes)
  const marked = ring('rings-marks', 168, 176)
  return el('rings', written, marked)
}

function ring(name: string, inner: number, outer: number, ...marks: SVGElement[]): SVGElement {
  const circles = [inner, outer].map((r) => svg('circle', { r }))
  return svg('svg', { viewBox: '-250 -250 500 500', class: name }, ...circles, ...marks)
}

/** Beams from the centre, fading outwards. */
export function rays(): HTMLElement {
  return el('rays')
}

/** Angle that never repeats, so that any number of sparks spreads evenly. Radians. */
const GOLDEN_ANGLE = 2.39996

/** Embers flying from the centre; where each one ends is fixed by its number. */
export function sparks(count: number): HTMLElement {
  const embers = Array.from({ length: count }, (_, index) => {
    const ember = el('spark')
    const distance = 190 + ((index * 61) % 210)
    ember.style.setProperty('--x', `${Math.round(Math.cos(index * GOLDEN_ANGLE) * distance)}px`)
    ember.style.setProperty('--y', `${Math.round(Math.sin(index * GOLDEN_ANGLE) * distance)}px`)
    ember.style.setProperty('--size', `${3 + (index % 3) * 2}`)
    return ember
  })
  return el('sparks', ...embers)
}
