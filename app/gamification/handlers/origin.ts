import type { CommandOrigin } from '#foundry/protocol'
import type { ActionContext } from '#gamification/handlers/action'

/** Where a command comes from, in words for the GM: the event and who tipped the scales. */
export function originOf({ instance, viewers }: ActionContext): CommandOrigin {
  const viewer = viewers.at(-1)
  const origin: CommandOrigin = { kind: 'instance', label: instance.rules.eventName }
  return viewer === undefined ? origin : { ...origin, viewer }
}
