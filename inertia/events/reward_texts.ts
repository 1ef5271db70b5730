import { rewardPrompt } from '#gamification/sale/reward_prompt'
import { fitTitle } from '#rewards/reward_title'
import type { EventFields } from '~/events/event_fields'
import type { Handler } from '~/types'

/** Title and prompt of an event's reward, made as the server makes them for Twitch. */
export function rewardTexts(event: EventFields, actions: Handler[]) {
  const action = actions.find(({ id }) => id === event.actionId)
  const title = fitTitle(event.rewardTitle || event.name, '')

  return {
    title,
    prompt: rewardPrompt({
      prompt: event.rewardPrompt,
      description: event.description,
      mode: event.mode,
      action: action?.label ?? title,
    }),
  }
}
