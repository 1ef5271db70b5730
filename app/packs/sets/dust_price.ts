import vine from '@vinejs/vine'

/** Or whoever makes cards and dusts them would have more dust each time. */
const SENTENCE = 'It has to be more than a duplicate gives, or 0.'

/** What a card costs in dust, beside its `dust`: more than a copy gives, or 0. */
export const dustPrice = (most: number) =>
  vine
    .number()
    .withoutDecimals()
    .range([0, most])
    .use(
      vine.createRule((value, _, field) => {
        const { dust } = Object(field.parent)
        if (field.isValid && Number(value) > 0 && Number(value) <= Number(dust)) {
          field.report(SENTENCE, 'aboveDust', field)
        }
      })()
    )
