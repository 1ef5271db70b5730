import { coc7 } from './coc7.ts'
import { dnd5e } from './dnd5e.ts'
import { generic } from './generic.ts'
import { pf2e } from './pf2e.ts'
import { wfrp4e } from './wfrp4e.ts'
import { yearZero } from './year_zero.ts'
import type { SystemAdapter } from './adapter.ts'

/** A new system is a file beside this one, and its name here. */
const ADAPTERS: SystemAdapter[] = [dnd5e, pf2e, coc7, wfrp4e, yearZero]

export interface GameSystem {
  id: string
  /** Such as `5.1.9`. */
  version: string
}

/**
 * The adapter written for a system; `generic`, which also asks the GM's rules, for
 * the others and for versions from before what the adapter can read.
 */
export function adapterFor({ id, version }: GameSystem): SystemAdapter {
  const adapter = ADAPTERS.find(({ systems }) => systems.includes(id))
  return adapter && majorOf(version) >= adapter.since ? adapter : generic
}

/** A version that does not start with a number is a developer's own, so a new one. */
function majorOf(version: string): number {
  const major = /^\D{0,2}(\d{1,4})/.exec(version)?.[1]
  return major === undefined ? Number.POSITIVE_INFINITY : Number(major)
}
