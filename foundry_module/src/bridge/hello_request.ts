import { CAPABILITIES } from '../commands/registry.ts'
import { switchedOff } from '../commands/limits.ts'
import { MODULE_VERSION } from '../constants.ts'
import { PROTOCOL_VERSION, type HelloRequest } from '../../../app/foundry/protocol.ts'
import type { FoundryPort } from '../port.ts'

/** What a tab says of its world and of itself, anew at each connection. */
export function helloRequest(
  world: FoundryPort,
  instanceId: string,
  clientId: string,
  candidate: boolean
): HelloRequest {
  const { worldId, worldTitle, system, systemVersion, generation, user } = world.info()
  return {
    protocol: PROTOCOL_VERSION,
    moduleVersion: MODULE_VERSION,
    instanceId,
    clientId,
    worldId,
    worldTitle,
    system,
    systemVersion,
    generation,
    user,
    candidate,
    capabilities: CAPABILITIES,
    switchedOff: switchedOff(world),
    characters: world.characters(),
    situation: world.situation(),
  }
}
