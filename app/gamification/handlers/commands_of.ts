import type { CommandType } from '#foundry/protocol'
import type { ActionRegistry } from '#gamification/handlers/registries'

/**
 * Command types that the world has to be capable of for an installed action under these settings.
 *
 * @throws E_VALIDATION_ERROR when they are none that the action takes
 */
export async function commandsOf(
  actions: ActionRegistry,
  actionId: string,
  chosen: Record<string, unknown>
): Promise<readonly CommandType[]> {
  const { commands, settings } = actions.get(actionId)
  const action = await actions.resolve(actionId)
  if (!action.commandsWith) {
    return commands
  }
  return [...commands, ...(await action.commandsWith(await settings.validate(chosen)))]
}
