/** `card` is about 1024 pixels, `tile` about 384. */
export type PictureSize = 'card' | 'tile'

/** Where a picture is served, on this server; null for none. */
export function pictureUrl(pictureId: string | null, size: PictureSize): string | null {
  return pictureId && `/pictures/${pictureId}/${size}.webp`
}
