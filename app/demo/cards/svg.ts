/** The size of a card's picture, in the units it is drawn in. */
export const WIDTH = 600
export const HEIGHT = 840

/** Numbers from 0 to 1 that are the same each time: a picture does not change from start to start. */
export function chances(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}

type Look = Record<string, string | number>

const attributes = (look: Look) =>
  Object.entries(look)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')

export const path = (d: string, fill: string, look: Look = {}) =>
  `<path d="${d}" fill="${fill}"${attributes(look)}/>`

/** A line of this width, round at its ends. */
export const line = (d: string, colour: string, width: number, look: Look = {}) =>
  path(d, 'none', {
    'stroke': colour,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...look,
  })

export const circle = (x: number, y: number, r: number, fill: string, look: Look = {}) =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"${attributes(look)}/>`

export const ellipse = (
  x: number,
  y: number,
  rx: number,
  ry: number,
  fill: string,
  look: Look = {}
) => `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"${attributes(look)}/>`

export const box = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  look: Look = {}
) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}"${attributes(look)}/>`

export const group = (transform: string, ...parts: string[]) =>
  `<g transform="${transform}">${parts.join('')}</g>`

/** The parts and their mirror image, about the middle of the picture. */
export const mirrored = (...parts: string[]) =>
  parts.join('') + group(`translate(${WIDTH} 0) scale(-1 1)`, ...parts)

/** A soft light, by the name of one of the picture's colours. */
export const glow = (x: number, y: number, r: number, colour: 'light' | 'glow', opacity = 1) =>
  circle(x, y, r, `url(#${colour}-halo)`, { opacity })
