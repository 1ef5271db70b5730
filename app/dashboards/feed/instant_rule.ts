import vine from '@vinejs/vine'
import { DateTime } from 'luxon'

/** Further away, a year is a slip of the keyboard, and one day more than the database can hold. */
const YEARS = { from: 2000, to: 2200 }

/** A moment as ISO 8601 has it, in UTC unless it says otherwise; becomes ISO in UTC. */
export const instant = vine.createRule((value, _, field) => {
  const moment = DateTime.fromISO(String(value), { zone: 'utc' })
  const isSound = moment.isValid && moment.year >= YEARS.from && moment.year <= YEARS.to

  if (isSound) {
    field.mutate(moment.toISO(), field)
  } else {
    field.report('The {{ field }} field must be a moment', 'instant', field)
  }
})
