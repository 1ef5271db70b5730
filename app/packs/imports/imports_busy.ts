import { Refused } from '#core/exceptions/refused'

const SENTENCES = {
  own: 'You are importing cards already, maybe in another tab. Wait for that to end, then try again.',
  taken: 'Others are importing cards at the moment. Try again in a minute.',
} as const

/** There is no place for another import now; nothing of it was read. */
export class ImportsBusy extends Refused {
  static code = 'E_IMPORTS_BUSY'
  static status = 503

  constructor(readonly why: keyof typeof SENTENCES) {
    super(SENTENCES[why])
  }
}
