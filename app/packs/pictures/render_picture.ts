import { createHash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { FewAtOnce } from '#packs/pictures/few_at_once'
import { isMovingPng, kindOf } from '#packs/pictures/picture_kind'
import { PictureRefused } from '#packs/pictures/picture_refused'
import { LARGEST_FILE, LONGEST_SIDE, SIDES, type PictureSize } from '#packs/pictures/picture_rules'

/** A picture as it is kept: drawn anew, hence nothing of the file but what is seen. */
export interface RenderedPicture {
  files: Record<PictureSize, Buffer>
  /** Of the largest file. */
  sha256: string
  width: number
  height: number
}

/** A large picture takes 64 MB while it is read. */
const decoding = new FewAtOnce(2)

/**
 * Reads a picture somebody has brought to its end, and draws it anew.
 *
 * @param whose who brings it: people take turns
 * @throws PictureRefused
 */
export async function renderPicture(bytes: Buffer, whose: string): Promise<RenderedPicture> {
  const { picture } = await open(bytes)
  return decoding.run(() => readable(() => drawAnew(picture)), whose)
}

/**
 * Whether it could be kept, for half the work.
 *
 * @throws PictureRefused
 */
export async function checkPicture(bytes: Buffer, whose: string): Promise<void> {
  const { picture } = await open(bytes)
  await decoding.run(() => readable(() => picture.resize(64, 64).raw().toBuffer()), whose)
}

/**
 * How many pixels it says it has, before any of them is read.
 *
 * @throws PictureRefused
 */
export async function pixelsOf(bytes: Buffer): Promise<number> {
  const { pixels } = await open(bytes)
  return pixels
}

async function open(bytes: Buffer): Promise<{ picture: Sharp; pixels: number }> {
  if (bytes.length > LARGEST_FILE) {
    throw new PictureRefused('too_large')
  }
  const kind = kindOf(bytes)
  if (!kind) {
    throw new PictureRefused('unknown_kind')
  }
  const picture = sharp(bytes, { failOn: 'error', limitInputPixels: LONGEST_SIDE ** 2 })
  const { format, width, height, pages = 1 } = await readable(() => picture.metadata())
  if (format !== kind) {
    throw new PictureRefused('unknown_kind')
  }
  if (Math.max(width, height) > LONGEST_SIDE) {
    throw new PictureRefused('too_many_pixels')
  }
  if (pages > 1 || (kind === 'png' && isMovingPng(bytes))) {
    throw new PictureRefused('animated')
  }
  return { picture, pixels: width * height }
}

async function drawAnew(picture: Sharp): Promise<RenderedPicture> {
  const card = await fit(picture.autoOrient(), SIDES.card)
  const tile = await fit(sharp(card.data), SIDES.tile)
  return {
    files: { card: card.data, tile: tile.data },
    sha256: createHash('sha256').update(card.data).digest('hex'),
    width: card.info.width,
    height: card.info.height,
  }
}

/** As WebP, without anything a file can carry beside its picture. */
const fit = (picture: Sharp, side: number) =>
  picture
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 84, effort: 3 })
    .toBuffer({ resolveWithObject: true })

/** What the decoder says is for the log; a person hears that the file is the trouble. */
async function readable<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    const isHuge = error instanceof Error && error.message.includes('pixel limit')
    throw new PictureRefused(isHuge ? 'too_many_pixels' : 'damaged', { cause: error })
  }
}
