import { PICTURE_FAULTS, type PictureFault } from '#packs/pictures/picture_rules'
import { Refused } from '#core/exceptions/refused'

/** A file that is not kept as a picture. */
export class PictureRefused extends Refused {
  static code = 'E_PICTURE'
  static status = 422

  constructor(
    readonly fault: PictureFault,
    options: { cause?: unknown } = {}
  ) {
    super(PICTURE_FAULTS[fault], options)
  }
}
