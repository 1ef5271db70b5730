import type {
  CommandType,
  FoundryCharacter,
  LimitedCommand,
  RollDie,
  RollRule,
} from '#foundry/protocol'
import type { TableSettings } from '#foundry/settings/table_settings'

/** The GM's view of a campaign's table. Times are ISO 8601. */
export type FoundryPage = {
  connection: ConnectionView | null
  lease: { holder: string | null; since: string | null; vacantSince: string | null } | null
  browsers: BrowserView[]
  /** Characters and players that a roll can come from, and whose they are. */
  characters: CharacterView[]
  streamers: { id: string; name: string }[]
  rolls: RollView[]
  /** What the GM calls critical where the game system leaves it to the table. */
  rules: RollRule[]
  commands: CommandView[]
  settings: TableSettings
  /** The kinds of commands that a GM can switch off. */
  kinds: LimitedCommand[]
}

export type ConnectionView = {
  worldTitle: string
  origin: string
  system: string
  generation: number
  moduleVersion: string
  capabilities: CommandType[]
  /** What a GM has switched off in Foundry. */
  switchedOff: string[]
  /** Where else it is opened, as a GM has confirmed. */
  otherOrigins: string[]
  lastSeenAt: string | null
  connectedAt: string
}

export type BrowserView = {
  id: string
  userName: string
  prefix: string
  isHolder: boolean
  lastUsedAt: string | null
  createdAt: string
}

export type CharacterView = {
  actorId: string | null
  foundryUserId: string | null
  name: string
  playedBy: string | null
  streamerId: string | null
}

export type RollView = {
  id: string
  who: string
  formula: string
  total: number
  natural: number | null
  dice: RollDie[]
  critical: 'success' | 'failure' | null
  outcome: string | null
  rolledAt: string
}

export type CommandView = {
  id: string
  type: string
  label: string
  /** Display name of the viewer who tipped the scales. */
  viewer: string | null
  status: string
  detail: string | null
  code: string | null
  /** How long the table took. */
  durationMs: number | null
  issuedAt: string
  /** All that became of it, the oldest first. */
  story: { status: string; detail: string | null; at: string }[]
  /** Nobody can vouch for it: the GM is asked. */
  isUndecided: boolean
  /** It took effect, and the table can take it back. */
  isUndoable: boolean
}

export type AssignmentRow = {
  actor_id: string | null
  foundry_user_id: string | null
  name: string
  streamer_id: string
}

/**
 * The world's characters and their players, each with its streamer, then what
 * is assigned but not in the world any more.
 */
export function toCharacterViews(
  characters: FoundryCharacter[],
  assignments: AssignmentRow[]
): CharacterView[] {
  const streamerOf = (actorId: string | null, foundryUserId: string | null) =>
    assignments.find((a) => a.actor_id === actorId && a.foundry_user_id === foundryUserId)
      ?.streamer_id ?? null

  const actors = characters.map(({ actorId, actorName, userName }) => ({
    actorId,
    foundryUserId: null,
    name: actorName,
    playedBy: userName,
    streamerId: streamerOf(actorId, null),
  }))

  const players = new Map<string, string>()
  for (const { userId, userName } of characters) {
    if (userId !== null) {
      players.set(userId, userName ?? 'A player')
    }
  }
  const users = [...players].map(([foundryUserId, name]) => ({
    actorId: null,
    foundryUserId,
    name: `Everything else ${name} rolls`,
    playedBy: name,
    streamerId: streamerOf(null, foundryUserId),
  }))

  const gone = assignments
    .filter(
      (a) =>
        !characters.some(({ actorId }) => actorId === a.actor_id) &&
        !players.has(a.foundry_user_id ?? '')
    )
    .map((a) => ({
      actorId: a.actor_id,
      foundryUserId: a.foundry_user_id,
      name: a.name,
      playedBy: null,
      streamerId: a.streamer_id,
    }))

  return [...actors, ...users, ...gone]
}
