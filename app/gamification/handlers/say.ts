import type { ActionReport } from '#gamification/handlers/action'

/** A report that is a sentence only. */
export const say = (message: string): ActionReport => ({
  message,
  originalValue: null,
  invertedValue: null,
})
