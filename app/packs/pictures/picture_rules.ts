/** Bytes of a file somebody brings. */
export const LARGEST_FILE = 5 * 1024 * 1024
/** Pixels of either side. */
export const LONGEST_SIDE = 4096
/** For each owner, so that nobody fills the disk. */
export const MOST_PICTURES = 20_000

/** The files that are kept, by the longer side. */
export const SIDES = { card: 1024, tile: 384 } as const

export type PictureSize = keyof typeof SIDES

/** Why a file is no picture of ours, for whoever brought it. */
export const PICTURE_FAULTS = {
  too_large: 'The picture is larger than 5 MB. Save it smaller and try again.',
  unknown_kind: 'This is not a PNG, JPEG or WebP picture.',
  too_many_pixels: 'The picture is wider or higher than 4096 pixels. Make it smaller.',
  animated: 'The picture moves. Only still pictures can be on a card.',
  damaged: 'The picture is damaged: it cannot be read to its end.',
  too_many: 'You have 20,000 pictures. Delete sets or cards that you no longer need.',
} as const

export type PictureFault = keyof typeof PICTURE_FAULTS
