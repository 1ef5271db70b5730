import type { PictureSize } from '#packs/pictures/picture_rules'

/** Where a picture is served, on this server; null for none. */
export function pictureUrl(pictureId: string | null, size: PictureSize): string | null {
  return pictureId && `/pictures/${pictureId}/${size}.webp`
}
