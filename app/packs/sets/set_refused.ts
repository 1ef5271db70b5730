import type { HttpContext } from '@adonisjs/core/http'
import { Refused } from '#core/exceptions/refused'

/** Why a set is left as it is. */
export const SET_REFUSALS = {
  changed:
    'Somebody else has changed this set meanwhile, so nothing was saved. Look at what is new, then save again.',
  archived: 'This set is archived. Bring it back to change it.',
  published: 'Cards of this set may have been drawn, so it cannot be deleted. Archive it instead.',
  drawn: 'This card may have been drawn, so it cannot be deleted. It stays retired.',
  variant_drawn: 'Somebody has this variant, so it cannot be deleted. Set its chance to 0 instead.',
  too_many_sets: 'You have 200 sets. Delete one that you no longer need.',
  too_many_cards: 'A set can have 5,000 cards.',
  no_picture: 'This picture is no longer there. Choose it again.',
  unknown_rarity: 'This rarity is no longer there. Load the page again.',
  rarity_in_use:
    'A rarity that still has cards, retired ones too, cannot be deleted. Give the cards another one first.',
  rarity_on_sale:
    'Cards that were published have this rarity, so it cannot be deleted yet. Set its chance to 0 and publish first.',
  same_name:
    'Another one has this name already, maybe one that was taken out after it could be drawn. Choose another name.',
  not_a_member: 'You can lend a set only to a campaign you are a member of.',
} as const

export type SetRefusal = keyof typeof SET_REFUSALS

/** What somebody wanted of a set does not go: a form that asked for it stays as it was typed. */
export class SetRefused extends Refused {
  static code = 'E_SET'

  constructor(
    readonly reason: SetRefusal,
    options: { cause?: unknown } = {}
  ) {
    super(SET_REFUSALS[reason], options)
  }

  handle(error: this, ctx: HttpContext) {
    ctx.session.flash('inputErrorsBag', { set: [error.message] })
    return super.handle(error, ctx)
  }
}
