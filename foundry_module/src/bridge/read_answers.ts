import { cleanName } from '../text/clean_text.ts'
import { toServerUrl } from './server_url.ts'
import { finiteOr, isRecord, recordAt, recordsIn, type UnknownRecord } from '../records.ts'
import {
  COMPARISONS,
  DIE_KINDS,
  LIMITED_COMMANDS,
  MAX_ROLL_RULES,
} from '../../../app/foundry/protocol.ts'
import type { ReceivedCommand } from '../commands/handler.ts'
import type {
  AboutResponse,
  CommandOrigin,
  CommandsResponse,
  EventsResponse,
  HeartbeatResponse,
  HelloResponse,
  LeaseState,
  ManualTrigger,
  ModuleConfig,
  PairPollSuccess,
  PairStartResponse,
  RollRule,
} from '../../../app/foundry/protocol.ts'

/** More than a window has room for. */
const MAX_BUTTONS = 20

/*
 * Answers of the server, checked field by field. A server of another version, or
 * whatever else listens at that address, must not put surprises into the module.
 * Each returns null for what it cannot use.
 */

export function about(answer: unknown): AboutResponse | null {
  if (!isRecord(answer) || answer.app !== 'crowdcrit' || !isTime(answer.serverTime)) return null
  return {
    app: 'crowdcrit',
    serverVersion: cleanName(answer.serverVersion),
    serverTime: answer.serverTime,
    protocol: finiteOr(answer.protocol, 0),
    oldestProtocol: finiteOr(answer.oldestProtocol, 0),
  }
}

export function pairStart(answer: unknown): PairStartResponse | null {
  if (!isRecord(answer)) return null
  const { device_code: deviceCode, user_code: userCode } = answer
  const { verification_uri: page, verification_uri_complete: pageWithCode } = answer
  if (typeof deviceCode !== 'string' || typeof userCode !== 'string') return null
  if (!isWebAddress(page) || !isWebAddress(pageWithCode)) return null
  return {
    device_code: deviceCode,
    user_code: cleanName(userCode),
    verification_uri: page,
    verification_uri_complete: pageWithCode,
    expires_in: clamp(answer.expires_in, 30, 3600, 900),
    interval: clamp(answer.interval, 1, 60, 5),
  }
}

export function pairPoll(answer: unknown): PairPollSuccess | null {
  if (!isRecord(answer) || typeof answer.access_token !== 'string') return null
  if (typeof answer.connectionId !== 'string') return null
  return {
    access_token: answer.access_token,
    token_type: 'Bearer',
    connectionId: answer.connectionId,
    campaign: campaign(answer),
  }
}

/** The successor of a token. */
export function rotated(answer: unknown): string | null {
  if (!isRecord(answer) || typeof answer.access_token !== 'string') return null
  return answer.access_token === '' ? null : answer.access_token
}

export function hello(answer: unknown): HelloResponse | null {
  if (!isRecord(answer)) return null
  const basics = heartbeat(answer)
  if (!basics || typeof answer.connectionId !== 'string') return null
  const { compatibility } = answer
  return {
    ...basics,
    protocol: finiteOr(answer.protocol, 0),
    serverVersion: cleanName(answer.serverVersion),
    compatibility:
      compatibility === 'module_too_old' || compatibility === 'module_too_new'
        ? compatibility
        : 'ok',
    connectionId: answer.connectionId,
    campaign: campaign(answer),
    heartbeatInterval: clamp(answer.heartbeatInterval, 5, 60, 20),
    config: moduleConfig(answer.config),
  }
}

export function heartbeat(answer: unknown): HeartbeatResponse | null {
  if (!isRecord(answer)) return null
  const { serverTime, paused } = answer
  const lease = leaseState(answer.lease)
  if (!isTime(serverTime) || !lease) return null
  return { serverTime, head: finiteOr(answer.head, 0), paused: paused === true, lease }
}

export type ReceivedCommands = Omit<CommandsResponse, 'commands'> & { commands: ReceivedCommand[] }

export function commands(answer: unknown): ReceivedCommands | null {
  if (!isRecord(answer) || !Array.isArray(answer.commands)) return null
  const lease = leaseState(answer.lease)
  if (!isTime(answer.serverTime) || !lease) return null
  return {
    serverTime: answer.serverTime,
    head: finiteOr(answer.head, 0),
    lease,
    commands: recordsIn(answer.commands).flatMap((entry) => command(entry) ?? []),
  }
}

export function events(answer: unknown): EventsResponse | null {
  if (!isRecord(answer) || !Array.isArray(answer.accepted)) return null
  return {
    accepted: answer.accepted.filter((eventId) => typeof eventId === 'string'),
    rejected: recordsIn(answer.rejected).flatMap(({ eventId, code, message }) =>
      typeof eventId === 'string'
        ? [{ eventId, code: cleanName(code), message: cleanName(message) }]
        : []
    ),
  }
}

export function leaseState(found: unknown): LeaseState | null {
  if (!isRecord(found)) return null
  return {
    held: found.held === true,
    fencing: finiteOr(found.fencing, 0),
    holder: typeof found.holder === 'string' ? cleanName(found.holder) : null,
    ttl: clamp(found.ttl, 1, 600, 60),
  }
}

export function moduleConfig(found: unknown): ModuleConfig {
  const config = isRecord(found) ? found : {}
  const off: unknown[] = Array.isArray(config.switchedOff) ? config.switchedOff : []
  return {
    rollMaxAge: clamp(config.rollMaxAge, 1, 3600, 120),
    rollRules: recordsIn(config.rollRules).slice(0, MAX_ROLL_RULES).flatMap(rollRule),
    manualTriggers: recordsIn(config.manualTriggers).slice(0, MAX_BUTTONS).flatMap(manualTrigger),
    switchedOff: LIMITED_COMMANDS.filter((type) => off.includes(type)),
  }
}

/** A rule in words that this version does not know is left out: half a rule would misjudge. */
function rollRule(rule: UnknownRecord): RollRule[] {
  const kind = [...DIE_KINDS, 'any' as const].find((known) => known === rule.kind)
  const comparison = COMPARISONS.find((known) => known === rule.comparison)
  const { result } = rule
  if (!kind || !comparison || (result !== 'success' && result !== 'failure')) return []
  return [
    {
      name: cleanName(rule.name),
      result,
      faces: clamp(rule.faces, 2, 1000, 20),
      kind,
      keptOnly: rule.keptOnly !== false,
      comparison,
      value: finiteOr(rule.value, 0),
      count: clamp(rule.count, 1, 100, 1),
      doubles: rule.doubles === true,
    },
  ]
}

function manualTrigger({ eventId, name }: UnknownRecord): ManualTrigger[] {
  if (typeof eventId !== 'string' || !/^[\w-]{1,64}$/.test(eventId)) return []
  return [{ eventId, name: cleanName(name) }]
}

/** A type this version does not know is kept: it is answered `unsupported`, not ignored. */
function command(entry: UnknownRecord): ReceivedCommand | null {
  const { id, seq, type, issuedAt, expiresAt } = entry
  if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id)) return null
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq)) return null
  if (typeof type !== 'string') return null
  return {
    id,
    seq,
    type,
    v: entry.v,
    issuedAt: isTime(issuedAt) ? issuedAt : '',
    expiresAt: isTime(expiresAt) ? expiresAt : '',
    dryRun: entry.dryRun === true,
    origin: commandOrigin(entry.origin),
    payload: entry.payload,
  }
}

function commandOrigin(found: unknown): CommandOrigin {
  const origin = isRecord(found) ? found : {}
  const viewer = cleanName(origin.viewer)
  return {
    kind: origin.kind === 'gm' || origin.kind === 'system' ? origin.kind : 'instance',
    label: cleanName(origin.label),
    ...(viewer === '' ? {} : { viewer }),
  }
}

function campaign(answer: UnknownRecord) {
  const found = recordAt(answer, 'campaign')
  return {
    id: typeof found?.id === 'string' ? found.id : '',
    name: cleanName(found?.name),
  }
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}

function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\//i.test(value) && toServerUrl(value) !== null
}

function clamp(value: unknown, from: number, to: number, fallback: number) {
  return Math.min(Math.max(finiteOr(value, fallback), from), to)
}
