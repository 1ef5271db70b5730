import { MAX_PROMPT, MAX_TITLE } from '#rewards/reward_title'
import type { EventFields } from '~/events/event_fields'
import type { Handler } from '~/types'

const MAX_NAME = 80

const FACTS: Record<string, string> = { roll: 'a roll' }

/**
 * What is wrong with an event as it is typed, by field, in the words the server
 * would use. The server judges again; this only saves the trip.
 */
export function eventProblems(
  event: EventFields,
  trigger: Handler | undefined,
  action: Handler | undefined
): Partial<Record<string, string>> {
  const problems: Partial<Record<string, string>> = {}

  if (event.name.trim() === '') {
    problems.name = 'Give the event a name.'
  } else if (event.name.trim().length > MAX_NAME) {
    problems.name = `At most ${MAX_NAME} characters.`
  }

  if ((event.rewardTitle ?? '').length > MAX_TITLE) {
    problems.rewardTitle = `Twitch allows at most ${MAX_TITLE} characters.`
  }

  if ((event.rewardPrompt ?? '').length > MAX_PROMPT) {
    problems.rewardPrompt = `Twitch allows at most ${MAX_PROMPT} characters.`
  }

  if (event.rewardColour && !/^#[0-9A-F]{6}$/.test(event.rewardColour)) {
    problems.rewardColour = 'Six hexadecimal digits, as in #7C3AED.'
  }

  const brought = event.mode === 'immediate' ? [] : (trigger?.facts ?? [])
  const missing = (action?.facts ?? []).find((fact) => !brought.includes(fact))

  if (missing && action) {
    problems.actionId =
      event.mode === 'immediate'
        ? `“${action.label}” needs ${FACTS[missing] ?? missing}, and there is none when it happens at once.`
        : `“${action.label}” needs ${FACTS[missing] ?? missing}, which “${trigger?.label}” does not bring.`
  }

  return problems
}
