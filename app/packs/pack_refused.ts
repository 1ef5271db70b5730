import { Exception } from '@adonisjs/core/exceptions'
import { Refused } from '#core/exceptions/refused'

/** What a streamer asked of the packs does not go any more. */
export class PackRefused extends Refused {
  static code = 'E_PACK_REFUSED'
}

/** There is no such pack, set or channel, or it is somebody else's. */
export class NoSuchPack extends Exception {
  static status = 404
  static code = 'E_NO_PACK'
  static message = 'There is no such card pack.'
}
