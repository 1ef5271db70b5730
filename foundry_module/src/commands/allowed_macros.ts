import { isRecord } from '../records.ts'
import { SETTINGS } from '../constants.ts'
import type { Choice, FoundryPort } from '../port.ts'

/** The macros that viewers may run through this browser, as far as the world still has them. */
export function allowedMacros(world: FoundryPort): Choice[] {
  const ids = idsOf(world)
  return world.macros().filter(({ id }) => ids.includes(id))
}

/** Ticks or unticks one; kept in this browser. */
export async function allowMacro(world: FoundryPort, id: string, isAllowed: boolean) {
  const others = idsOf(world).filter((other) => other !== id)
  await world.writeSetting(SETTINGS.macros, { ids: isAllowed ? [...others, id] : others })
}

function idsOf(world: FoundryPort): unknown[] {
  const stored = world.readSetting(SETTINGS.macros)
  return isRecord(stored) && Array.isArray(stored.ids) ? stored.ids : []
}
