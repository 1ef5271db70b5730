import type { HttpContext } from '@adonisjs/core/http'
import { PICTURE_FAULTS, type PictureFault } from '#packs/pictures/picture_rules'
import { Refused } from '#core/exceptions/refused'

/** A file that is not kept as a picture. */
export class PictureRefused extends Refused {
  static code = 'E_PICTURE'
  static status = 422

  constructor(
    readonly fault: PictureFault,
    { sentence = PICTURE_FAULTS[fault], cause }: { sentence?: string; cause?: unknown } = {}
  ) {
    super(sentence, { cause, status: fault === 'busy' ? 503 : PictureRefused.status })
  }

  /** Nothing is waited for any more on a connection on which something is missing. */
  handle(error: this, ctx: HttpContext) {
    if (error.fault === 'interrupted') {
      ctx.response.header('Connection', 'close')
    }
    return super.handle(error, ctx)
  }
}
