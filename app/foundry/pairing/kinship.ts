import type { PairStart } from '#foundry/validators/pair_validators'

/**
 * What a world that asks is to the one that is connected:
 *
 * - `same`: another browser of it
 * - `elsewhere`: by its ids the same, opened at an address nobody has confirmed: a
 *   second way to it, the world after a move, or a copy
 * - `copy`: made from the same world, since it brought its instance id along
 * - `other`: a world of its own
 */
export type Kinship = 'same' | 'elsewhere' | 'copy' | 'other'

export interface ConnectedWorld {
  instance_id: string
  world_id: string
  foundry_origin: string
  other_origins: string[]
}

type Asking = Pick<PairStart, 'instanceId' | 'worldId' | 'foundryOrigin'>

export function kinshipOf(world: ConnectedWorld, asking: Asking): Kinship {
  if (world.instance_id !== asking.instanceId) {
    return 'other'
  }
  if (world.world_id !== asking.worldId) {
    return 'copy'
  }
  const origins = [world.foundry_origin, ...world.other_origins].map(regular)
  return origins.includes(regular(asking.foundryOrigin)) ? 'same' : 'elsewhere'
}

const regular = (origin: string) => origin.toLowerCase().replace(/\/$/, '')
