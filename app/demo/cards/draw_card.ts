import sharp from 'sharp'
import type { Scene } from '#demo/cards/common_scenes'
import { box, HEIGHT, WIDTH } from '#demo/cards/svg'

const stop = (offset: number, colour: string, opacity = 1) =>
  `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`

const halo = (id: string, colour: string) =>
  `<radialGradient id="${id}">${stop(0, colour, 0.95)}${stop(0.45, colour, 0.4)}${stop(1, colour, 0)}</radialGradient>`

/** The picture of a card, as a PNG. Drawn for this project from the code in this folder, and from nothing else. */
export function drawCard({ palette, draw }: Scene): Promise<Buffer> {
  const { sky, light, glow } = palette
  const colours =
    `<linearGradient id="sky" x2="0" y2="1">${stop(0, sky[0])}${stop(0.55, sky[1])}${stop(1, sky[2])}</linearGradient>` +
    `<radialGradient id="edge" r="0.8">${stop(0.6, '#000', 0)}${stop(1, '#000', 0.45)}</radialGradient>` +
    halo('light-halo', light) +
    halo('glow-halo', glow) +
    halo('warm-halo', '#ff9a3d')
  const drawing =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">` +
    `<defs>${colours}</defs>${box(0, 0, WIDTH, HEIGHT, 'url(#sky)')}${draw(palette)}` +
    `${box(0, 0, WIDTH, HEIGHT, 'url(#edge)')}</svg>`
  return sharp(Buffer.from(drawing)).png({ compressionLevel: 1 }).toBuffer()
}
