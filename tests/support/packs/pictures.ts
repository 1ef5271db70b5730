import sharp from 'sharp'

interface Wanted {
  width?: number
  height?: number
  /** So that two of them are not the same. */
  colour?: string
}

const canvas = ({ width = 60, height = 84, colour = '#7c3aed' }: Wanted) =>
  sharp({ create: { width, height, channels: 3, background: colour } })

export const png = (wanted: Wanted = {}) => canvas(wanted).png().toBuffer()
export const jpeg = (wanted: Wanted = {}) => canvas(wanted).jpeg().toBuffer()
export const webp = (wanted: Wanted = {}) => canvas(wanted).webp().toBuffer()

/** Two pictures after one another, as an animated WebP. */
export async function movingWebp(): Promise<Buffer> {
  const frames = await Promise.all([png(), png({ colour: '#ffffff' })])
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer()
}

/** A PNG that says it moves, as browsers understand it. */
export async function movingPng(): Promise<Buffer> {
  const still = await png()
  const header = 8 + 25
  const chunk = Buffer.alloc(20)
  chunk.writeUInt32BE(8, 0)
  chunk.write('acTL', 4, 'latin1')
  return Buffer.concat([still.subarray(0, header), chunk, still.subarray(header)])
}

/** A photograph that lies on its side, with where it was taken. */
export const lyingJpeg = () =>
  canvas({ width: 80, height: 40 })
    .jpeg()
    .withExif({ IFD0: { Copyright: 'SECRET-PLACE' } })
    .withMetadata({ orientation: 6, exif: { IFD0: { Copyright: 'SECRET-PLACE' } } })
    .toBuffer()

/** A PNG with a page behind its end: both, for whoever asks. */
export async function polyglot(): Promise<Buffer> {
  return Buffer.concat([await png(), Buffer.from('<script>alert(1)</script>PK\u0003\u0004')])
}
