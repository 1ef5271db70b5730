import { dnd5e } from './dnd5e.ts'
import { generic } from './generic.ts'
import { pf2e } from './pf2e.ts'
import type { SystemAdapter } from './adapter.ts'

/** A new system is a file beside this one, and its name here. */
const ADAPTERS: SystemAdapter[] = [dnd5e, pf2e]

/** The adapter written for a system; null when only a GM's rule or the generic one can judge. */
export function adapterFor(system: string): SystemAdapter | null {
  return ADAPTERS.find(({ systems }) => systems.includes(system)) ?? null
}

export { generic }
