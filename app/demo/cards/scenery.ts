import type { Palette } from '#demo/cards/palettes'
import { chances, circle, glow, HEIGHT, line, path, WIDTH } from '#demo/cards/svg'

/** Stars above the horizon. */
export function stars(seed: number, count: number, down = 420): string {
  const next = chances(seed)
  return Array.from({ length: count }, () =>
    circle(next() * WIDTH, next() * down, 0.8 + next() * 2, '#fff', {
      opacity: (0.3 + next() * 0.6).toFixed(2),
    })
  ).join('')
}

/** A moon or a sun with its halo. */
export const disc = (x: number, y: number, r: number, { light }: Palette) =>
  glow(x, y, r * 3.2, 'light', 0.55) + circle(x, y, r, light)

/** Mountains, three rows of them, from the far ones to the near ones. */
export function mountains(seed: number, { land, light }: Palette, top = 430): string {
  const next = chances(seed)
  return land
    .map((colour, row) => {
      const base = top + row * 120
      let x = -40
      let d = `M-40 ${HEIGHT} L-40 ${base}`
      let caps = ''
      while (x < WIDTH + 40) {
        const width = 110 + next() * 120
        const peak = base - (60 + next() * 130) * (1 - row * 0.25)
        const middle = x + width / 2
        d += ` L${middle} ${peak} L${x + width} ${base + next() * 30}`
        caps += row === 0 ? cap(middle, peak, light) : ''
        x += width
      }
      return path(`${d} L${WIDTH + 40} ${HEIGHT} Z`, colour) + caps
    })
    .join('')
}

const cap = (x: number, y: number, colour: string) =>
  path(`M${x} ${y} l-22 34 l10 -4 l12 12 l10 -14 l12 8 Z`, colour, { opacity: 0.75 })

/** Soft hills, three rows. */
export function hills(seed: number, { land }: Palette, top = 520): string {
  const next = chances(seed)
  return land
    .map((colour, row) => {
      const y = top + row * 90
      const [a, b, c] = [next() * 80, next() * 80, next() * 80]
      return path(
        `M0 ${y + a} C150 ${y - 70 + b} 260 ${y + 60} 380 ${y - 20 + c} S560 ${y - 40} ${WIDTH} ${y + b} V${HEIGHT} H0 Z`,
        colour
      )
    })
    .join('')
}

/** Firs on a line, in the colour of the land. */
export function firs(seed: number, colour: string, y: number, count = 9, size = 1): string {
  const next = chances(seed)
  return Array.from({ length: count }, (_, index) => {
    const x = (index + next() * 0.7) * (WIDTH / count)
    const height = (110 + next() * 90) * size
    const wide = height * 0.28
    return path(
      `M${x} ${y - height} l${wide * 0.6} ${height * 0.4} h${-wide * 0.25} l${wide * 0.65} ${height * 0.4} h${-wide * 0.6} v${height * 0.2} h${-wide * 0.8} v${-height * 0.2} h${-wide * 0.6} l${wide * 0.65} ${-height * 0.4} h${-wide * 0.25} Z`,
      colour
    )
  }).join('')
}

/** Water with glints of light. */
export function water(seed: number, { land, light }: Palette, y = 600): string {
  const next = chances(seed)
  const glints = Array.from({ length: 34 }, () => {
    const at = y + 12 + next() ** 1.4 * (HEIGHT - y - 20)
    const wide = 14 + next() * 70
    const x = next() * (WIDTH - wide)
    return line(`M${x} ${at} h${wide}`, light, 2.4, { opacity: (0.12 + next() * 0.4).toFixed(2) })
  })
  return path(`M0 ${y} H${WIDTH} V${HEIGHT} H0 Z`, land[1]) + glints.join('')
}

/** Sparks that rise from a place. */
export function sparks(
  seed: number,
  x: number,
  y: number,
  count: number,
  { glow: colour, light }: Palette
): string {
  const next = chances(seed)
  return Array.from({ length: count }, () => {
    const rise = next()
    const aside = (next() - 0.5) * (80 + rise * 360)
    return circle(x + aside, y - rise * 460, 1.5 + next() * 4, next() > 0.4 ? colour : light, {
      opacity: (1 - rise * 0.75).toFixed(2),
    })
  }).join('')
}

/** Beams of light from a place. */
export function rays(
  x: number,
  y: number,
  count: number,
  { light }: Palette,
  opacity = 0.16
): string {
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * Math.PI * 2
    const point = (turn: number) =>
      `${(x + Math.cos(angle + turn) * 900).toFixed(1)} ${(y + Math.sin(angle + turn) * 900).toFixed(1)}`
    const half = Math.PI / count / 2
    return path(`M${x} ${y} L${point(-half)} L${point(half)} Z`, light, { opacity })
  }).join('')
}

/** A bank of fog. */
export const fog = (y: number, colour: string, opacity = 0.25) =>
  path(
    `M0 ${y} C120 ${y - 34} 220 ${y + 26} 330 ${y - 6} S520 ${y - 30} ${WIDTH} ${y + 8} V${y + 70} C450 ${y + 40} 300 ${y + 100} 0 ${y + 60} Z`,
    colour,
    { opacity }
  )
