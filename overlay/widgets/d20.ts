import { svg } from './dom.ts'

/**
 * A d20 seen straight on a face. In that projection the front triangle's
 * corners lie at 1/golden ratio of the outline's radius.
 */
const OUTER = 100
const INNER = 61.8

/** Facets as corners (`o` outline, `i` inner triangle) with how much of the light they catch, 0 to 1. */
const FACETS: [corners: string, light: number][] = [
  ['i0 o0 o5', 0.95],
  ['i0 o0 o1', 0.7],
  ['i0 o5 i2', 0.82],
  ['i0 o1 i1', 0.44],
  ['i2 o5 o4', 0.58],
  ['i1 o1 o2', 0.24],
  ['i2 o4 o3', 0.32],
  ['i1 o2 o3', 0.06],
  ['i2 o3 i1', 0.14],
  ['i0 i1 i2', 0.72],
]

const STAR = 'M0-30Q3.5-3.5 30 0Q3.5 3.5 0 30Q-3.5 3.5-30 0Q-3.5-3.5 0-30Z'

/** `light` is the lucky side, `dark` the other: figure and ground change places, told apart without colour. */
export type DieTone = 'light' | 'dark'

/** The die with a number on its face, or with the crowd's star when there is none. */
export function d20(label: string | null, tone: DieTone): SVGElement {
  const outline = svg('polygon', { class: 'd20-body', points: points('o0 o1 o2 o3 o4 o5') })
  const facets = FACETS.map(([corners, light]) =>
    svg('polygon', {
      'class': 'd20-facet',
      'points': points(corners),
      'fill-opacity':
        tone === 'light' ? ((1 - light) * 0.62).toFixed(2) : (light * 0.13).toFixed(2),
    })
  )
  const mark = label === null ? svg('path', { class: 'd20-mark', d: STAR }) : number(label)
  const attributes = { viewBox: '-106 -106 212 212', class: `d20 d20-${tone}` }
  return svg('svg', attributes, outline, ...facets, mark)
}

function number(label: string): SVGElement {
  const size = label.length < 3 ? 50 : Math.max(16, 110 / label.length)
  return svg('text', { 'class': 'd20-mark', 'y': size * 0.36, 'font-size': size }, label)
}

function points(corners: string): string {
  return corners.split(' ').map(corner).join(' ')
}

function corner(name: string): string {
  const index = Number(name[1])
  const [radius, step] = name.startsWith('o') ? [OUTER, 60] : [INNER, 120]
  const angle = ((index * step - 90) * Math.PI) / 180
  return `${(radius * Math.cos(angle)).toFixed(2)},${(radius * Math.sin(angle)).toFixed(2)}`
}
