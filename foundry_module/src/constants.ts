import type { LimitedCommand } from '../../app/foundry/protocol.ts'

/** Namespace of the module's settings and flags. */
export const MODULE_ID = 'crowdcrit'

export const SETTINGS = {
  /** World: made once, names this world to the server. Not a secret. */
  instanceId: 'instanceId',
  /** World: the world that the name was made for; another one has been copied from it. */
  instanceWorld: 'instanceWorld',
  /** World: what became of the last commands, so that another GM's tab knows too. No secrets. */
  ledger: 'ledger',
  /** Client: tokens by instance id. Every player can read a world setting, so never there. */
  connections: 'connections',
  /** Client: the macros that viewers may run through this browser. */
  macros: 'macros',
  /** World: how many commands of one type may run in a minute. */
  perMinute: 'perMinute',
} as const

/** World: whether commands of this kind are carried out. */
export const allowSetting = (type: LimitedCommand) => `allow.${type}`

/** Replaced by the build; the checked-in value is what specs see. */
declare const CROWDCRIT_VERSION: string | undefined
export const MODULE_VERSION = typeof CROWDCRIT_VERSION === 'string' ? CROWDCRIT_VERSION : '0.0.0'
