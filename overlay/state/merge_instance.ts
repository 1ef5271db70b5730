import type { PublicInstance } from '../contract.ts'

type Instances = ReadonlyMap<string, PublicInstance>

/**
 * Takes in an instance's absolute state unless a later version is known.
 * Frames of two server processes may overtake each other: an old one must
 * neither turn a bar back nor revive an instance that has ended.
 */
export function mergeInstance(instances: Instances, incoming: PublicInstance): Instances {
  const known = instances.get(incoming.id)
  if (known && known.version >= incoming.version) return instances

  return new Map(instances).set(incoming.id, incoming)
}
