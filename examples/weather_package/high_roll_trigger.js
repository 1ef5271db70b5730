import vine from '@vinejs/vine'

/** Fires when a roll reaches a total, whatever the dice. */
export default class HighRollTrigger {
  static id = 'high_roll'
  static label = 'High roll'
  static description = 'A roll at the table reaches a total.'
  static listensTo = 'dice.rolled'
  static provides = ['roll']
  static opens = true

  static settings = vine.create({
    total: vine
      .number()
      .withoutDecimals()
      .range([1, 1000])
      .meta({ title: 'Total of at least', default: 25, minimum: 1, maximum: 1000 }),
  })

  evaluate({ total }, { data: roll }) {
    return roll.total >= total
      ? { matched: true, facts: { roll } }
      : { matched: false, reason: `waiting for ${total}, this was ${roll.total}` }
  }
}
