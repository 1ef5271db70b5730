import { allowSetting, SETTINGS } from '../constants.ts'
import { CommandRefused } from './handler.ts'
import { finiteOr } from '../records.ts'
import { LIMITED_COMMANDS, type LimitedCommand } from '../../../app/foundry/protocol.ts'
import type { FoundryPort } from '../port.ts'
import type { Ledger } from './ledger.ts'

const MINUTE_MS = 60_000

/**
 * What the GM of this world has chosen in Foundry's settings: which kinds of commands
 * may run, and how many of each in a minute. What takes back or ends an effect, and
 * what only asks, always may.
 *
 * @throws CommandRefused `skipped`, so that the points go back
 */
export function checkLimits(
  world: FoundryPort,
  ledger: Pick<Ledger, 'countSince'>,
  type: string,
  now: number,
  switchedOffInApp: readonly string[] = []
) {
  const limited = LIMITED_COMMANDS.find((known) => known === type)
  if (!limited) return
  if (switchedOffInApp.includes(limited)) {
    throw new CommandRefused('switched_off', 'The GM has switched this off.', 'skipped')
  }
  if (isSwitchedOff(world, limited)) {
    throw new CommandRefused('switched_off', 'The GM has switched this off in Foundry.', 'skipped')
  }
  const most = finiteOr(world.readSetting(SETTINGS.perMinute), Number.POSITIVE_INFINITY)
  if (ledger.countSince(type, now - MINUTE_MS) >= most) {
    throw new CommandRefused('too_many', 'There were too many of these in a minute.', 'skipped')
  }
}

/** What a GM has switched off in Foundry, for those who sell it. */
export function switchedOff(world: Pick<FoundryPort, 'readSetting'>): LimitedCommand[] {
  return LIMITED_COMMANDS.filter((type) => isSwitchedOff(world, type))
}

function isSwitchedOff(world: Pick<FoundryPort, 'readSetting'>, type: LimitedCommand) {
  return world.readSetting(allowSetting(type)) === false
}
