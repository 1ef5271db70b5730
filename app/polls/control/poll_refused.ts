import { Refused } from '#core/exceptions/refused'

/** What a GM asked for does not go on these channels, or with this poll. */
export class PollRefused extends Refused {
  static code = 'E_POLL_REFUSED'
}
