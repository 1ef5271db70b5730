/** Bytes of a file somebody brings. */
export const LARGEST_FILE = 5 * 1024 * 1024
/** Pixels of either side. */
export const LONGEST_SIDE = 4096
/** Pictures that may come in at the same time: each is held in memory. An editor's page brings three at once. */
export const MOST_UPLOADS = { inAll: 24, each: 6 }

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
  interrupted: 'The file did not come in whole. Look at your connection, then try again.',
  no_room: 'There is no room. Delete card sets or cards that you no longer need, then try again.',
  busy: 'Many pictures are coming in at the moment. Try again in a minute.',
} as const

export type PictureFault = keyof typeof PICTURE_FAULTS
