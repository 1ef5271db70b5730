import { Refused } from '#core/exceptions/refused'
import type { EditionFault } from '#packs/draw/edition_fault'

/** A draft that packs cannot be drawn from. */
export class SetFaulty extends Refused {
  static code = 'E_SET_FAULTY'
  static status = 422

  constructor(readonly faults: EditionFault[]) {
    const [first, ...more] = faults.map(({ sentence }) => sentence)
    const others = more.length > 0 ? ` Then mend ${more.length} more.` : ''
    super(`Nothing was published. ${first ?? ''}${others}`)
  }
}
