export type PictureKind = 'png' | 'jpeg' | 'webp'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])

/** What a file is by its first bytes, whatever its name says; null for none of ours. */
export function kindOf(bytes: Buffer): PictureKind | null {
  if (bytes.subarray(0, PNG.length).equals(PNG)) {
    return 'png'
  }
  if (bytes.subarray(0, JPEG.length).equals(JPEG)) {
    return 'jpeg'
  }
  const isWebp =
    bytes.subarray(0, 4).toString('latin1') === 'RIFF' &&
    bytes.subarray(8, 12).toString('latin1') === 'WEBP'
  return isWebp ? 'webp' : null
}

/** A PNG that moves says so in a chunk before its first picture, which decoders pass over. */
export function isMovingPng(bytes: Buffer): boolean {
  let at = PNG.length
  while (at + 8 <= bytes.length) {
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (name === 'acTL') {
      return true
    }
    if (name === 'IDAT') {
      return false
    }
    at += 12 + bytes.readUInt32BE(at)
  }
  return false
}
