/**
 * The words the Foundry module and the server exchange, prefix
 * `/api/foundry/v1`. Types and constants only, so that the module can import
 * this file too. The OpenAPI document (`/docs/api`) describes the same shapes.
 *
 * Times are ISO 8601 in UTC, durations say their unit, ids are uuid v7.
 */

/** Bumped only when an older module could no longer be understood. */
export const PROTOCOL_VERSION = 1
export const OLDEST_SUPPORTED_PROTOCOL = 1

/** The bridge refuses a larger body with 413. */
export const MAX_BODY_BYTES = 32 * 1024

export const COMMAND_TYPES = [
  'chat.send',
  'gm.whisper',
  'roll.invert',
  'stat.modify',
  'status.apply',
  'status.remove',
  'token.spawn',
  'sound.play',
  'macro.run',
  'world.query',
  'command.undo',
] as const
export type CommandType = (typeof COMMAND_TYPES)[number]

/** Commands that a GM can switch off, in Foundry and in the app; each is limited by the minute, too. */
export const LIMITED_COMMANDS = [
  'roll.invert',
  'chat.send',
  'gm.whisper',
  'stat.modify',
  'status.apply',
  'token.spawn',
  'sound.play',
  'macro.run',
] as const satisfies CommandType[]
export type LimitedCommand = (typeof LIMITED_COMMANDS)[number]

/**
 * Terminal statuses of a command. `done` fulfils the redemptions behind it,
 * `uncertain` and `needs-gm` wait for the GM, everything else refunds.
 */
export const RESULT_STATUSES = [
  'done',
  'failed',
  'skipped',
  'expired',
  'uncertain',
  'needs-gm',
  'unsupported',
] as const
export type ResultStatus = (typeof RESULT_STATUSES)[number]

/* ---- pairing ---------------------------------------------------------- */

export interface PairStartRequest {
  /** One Foundry installation's world, made once by the module and kept in a world setting. */
  instanceId: string
  worldId: string
  worldTitle: string
  foundryOrigin: string
  system: string
  systemVersion?: string
  generation: number
  moduleVersion: string
  userName: string
  /** One browser; kept in client scope. */
  clientId: string
}

export interface PairStartResponse {
  device_code: string
  user_code: string
  verification_uri: string
  verification_uri_complete: string
  expires_in: number
  interval: number
}

export interface PairPollRequest {
  device_code: string
}

export interface PairPollSuccess {
  access_token: string
  token_type: 'Bearer'
  connectionId: string
  campaign: { id: string; name: string }
}

export type PairPollErrorCode =
  'authorization_pending' | 'slow_down' | 'access_denied' | 'expired_token'

/* ---- about -------------------------------------------------------------- */

/** What a connection test is told, without a token. */
export interface AboutResponse {
  app: 'crowdcrit'
  serverVersion: string
  serverTime: string
  /** The newest protocol the server speaks, and the oldest one it understands. */
  protocol: number
  oldestProtocol: number
}

/* ---- hello, lease, heartbeat ------------------------------------------ */

export interface HelloRequest {
  protocol: number
  moduleVersion: string
  /** Same as at pairing; a copied world shows another one. */
  instanceId: string
  clientId: string
  worldId: string
  worldTitle: string
  system: string
  systemVersion?: string
  generation: number
  user: { id: string; name: string; isGM: boolean }
  /** `game.user.isActiveGM`, or the only GM tab of this user. */
  candidate: boolean
  /** Command types this world can execute. */
  capabilities: CommandType[]
  /** Those of them that a GM has switched off in Foundry. */
  switchedOff?: CommandType[]
  /** Characters owned by players, for assignment to streamers. */
  characters: FoundryCharacter[]
  /** Absent from older modules. */
  situation?: TableSituation
}

/** What is going on at the table, for quiet times. */
export interface TableSituation {
  /** A fight has begun and is not over. */
  combat: boolean
  /** The scene that the players see. */
  sceneId: string | null
}

export interface FoundryCharacter {
  actorId: string
  actorName: string
  userId: string | null
  userName: string | null
}

export interface LeaseState {
  /** True when this very connection executes commands and reports rolls. */
  held: boolean
  /** Rises with every change of holder; sent with every pull, event and result. */
  fencing: number
  /** Who holds it otherwise, in words for the GM. */
  holder: string | null
  /** Seconds until it lapses without a heartbeat. */
  ttl: number
}

export interface HelloResponse {
  protocol: number
  serverVersion: string
  serverTime: string
  /** `ok`, or why the two cannot work together. */
  compatibility: 'ok' | 'module_too_old' | 'module_too_new'
  connectionId: string
  campaign: { id: string; name: string }
  /** True while the GM takes a break or has panicked: nothing is executed. */
  paused: boolean
  lease: LeaseState
  /** Sequence number of the newest command. */
  head: number
  /** Seconds; the module sends a heartbeat at least this often. */
  heartbeatInterval: number
  config: ModuleConfig
}

export interface ModuleConfig {
  /** Seconds a roll may be late and still be reported as fresh. */
  rollMaxAge: number
  /** GM rules for systems without an adapter; none by default. */
  rollRules: RollRule[]
  /** Events that a GM sets off with a button. */
  manualTriggers: ManualTrigger[]
  /** Kinds of commands that a GM has switched off in the app. */
  switchedOff: LimitedCommand[]
}

export type ManualTrigger = { eventId: string; name: string }

/** Kinds of dice that some systems tell apart although they have the same faces. */
export const DIE_KINDS = ['base', 'skill', 'gear', 'stress'] as const
export type DieKind = (typeof DIE_KINDS)[number]

export const COMPARISONS = ['is', 'at_least', 'at_most'] as const

/** Rules are tried in order; the first that holds decides. */
export const MAX_ROLL_RULES = 12

/**
 * One rule of a GM for systems that leave it to the table, in words: at least
 * `count` dice of `faces` faces that show `comparison` `value`.
 */
export type RollRule = {
  name: string
  /** What the roll is when the rule holds. */
  result: 'success' | 'failure'
  faces: number
  kind: DieKind | 'any'
  /** Leaves out dice that were dropped or rolled again. */
  keptOnly: boolean
  comparison: (typeof COMPARISONS)[number]
  value: number
  count: number
  /** Only dice that show the same face count, on a d100 equal digits. */
  doubles: boolean
}

export interface HeartbeatRequest {
  clientId: string
  candidate: boolean
  /** True when the tab gives the lease up, for example before it closes. */
  release?: boolean
}

export interface HeartbeatResponse {
  serverTime: string
  head: number
  paused: boolean
  lease: LeaseState
}

/* ---- stream ------------------------------------------------------------ */

/** Messages of `GET /stream`, each an SSE `data:` line holding `{event, data}`. */
export type StreamMessage =
  | { event: 'hello'; data: { serverTime: string; head: number; lease: LeaseState } }
  | { event: 'poke'; data: { head: number } }
  | { event: 'lease'; data: LeaseState }
  | { event: 'config'; data: { paused: boolean; config: ModuleConfig } }
  | { event: 'ping'; data: { serverTime: string } }
  | { event: 'revoked'; data: { reason: string } }

/* ---- commands ----------------------------------------------------------- */

export interface CommandOrigin {
  kind: 'instance' | 'gm' | 'system'
  /** What the GM reads, for example the event's name. Plain text. */
  label: string
  /** Display name of the viewer who tipped the scales, plain text. */
  viewer?: string
}

export interface Command<Payload = unknown> {
  id: string
  seq: number
  type: CommandType
  v: 1
  issuedAt: string
  expiresAt: string
  dryRun?: boolean
  origin: CommandOrigin
  payload: Payload
}

export interface CommandsResponse {
  serverTime: string
  head: number
  lease: LeaseState
  commands: Command[]
}

export interface CommandResultRequest {
  clientId: string
  fencing: number
  status: ResultStatus
  code?: string
  message?: string
  /** For `roll.invert` the die's natural result before and after. */
  before?: unknown
  after?: unknown
  docIds?: string[]
  durationMs?: number
}

export interface CommandResultResponse {
  /** The status the server keeps: the first terminal one it was told. */
  status: ResultStatus
  /** True when this answer was the one recorded. */
  recorded: boolean
}

/* ---- events ------------------------------------------------------------- */

export type RollDie = {
  faces: number
  /** One of `DIE_KINDS`, or what a newer module tells; absent with plain dice. */
  kind?: string
  results: { result: number; active: boolean }[]
}

export interface RollEvent {
  /** `roll:<messageId>:<rollIndex>`, which makes a repeat harmless. */
  eventId: string
  type: 'roll'
  at: string
  messageId: string
  rollIndex: number
  actor: { id: string; name: string } | null
  user: { id: string; name: string }
  formula: string
  total: number
  dice: RollDie[]
  /** Result of the kept die that decides; null when no single die does. */
  natural: number | null
  faces: number | null
  critical: 'success' | 'failure' | null
  source: 'system' | 'generic' | 'rule'
  confidence: 'high' | 'low'
  /** The roll was made more than `rollMaxAge` ago; it never triggers anything. */
  late?: boolean
}

export interface PresenceEvent {
  eventId: string
  type: 'presence'
  at: string
  characters: FoundryCharacter[]
  situation?: TableSituation
}

/** What the GM does in Foundry. `instanceId` / `commandId` where the action has a target. */
export interface GmActionEvent {
  eventId: string
  type: 'gm'
  at: string
  action: 'manual_trigger' | 'pause' | 'resume' | 'panic' | 'undo' | 'apply' | 'ignore'
  target?: string
}

export type BridgeEvent = RollEvent | PresenceEvent | GmActionEvent

export interface EventsRequest {
  clientId: string
  fencing: number
  events: BridgeEvent[]
}

export interface EventsResponse {
  /** Events taken in or known before; the module forgets these. */
  accepted: string[]
  /** Events that can never be taken in, with the reason; the module forgets these too. */
  rejected: { eventId: string; code: string; message: string }[]
}

export interface TokenRotateResponse {
  access_token: string
  token_type: 'Bearer'
}

/** Body of every refusal. */
export interface BridgeError {
  error: { code: string; message: string; field?: string }
}
