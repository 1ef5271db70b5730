/** What the stand-in's server and its pages tell each other. */

export type Generation = 13 | 14
export const SYSTEMS = ['dnd5e', 'pf2e', 'CoC7', 'wfrp4e', 'generic'] as const
export type System = (typeof SYSTEMS)[number]

/** Faces that are worth a button: what is critical in the best and in the worst way. */
export const EXTREMES: Record<System, { best: number; worst: number }> = {
  dnd5e: { best: 20, worst: 1 },
  pf2e: { best: 20, worst: 1 },
  CoC7: { best: 1, worst: 100 },
  wfrp4e: { best: 11, worst: 99 },
  generic: { best: 20, worst: 1 },
}
export type RollKind = 'attack' | 'check' | 'save' | 'death' | 'damage'
export type RollMode = 'public' | 'gm' | 'blind' | 'self'
export type Advantage = 'none' | 'advantage' | 'disadvantage'

export interface UserData {
  id: string
  name: string
  isGM: boolean
  /** Has a tab open. */
  active: boolean
  characterId: string | null
  colour: string
}

export interface ActorData {
  id: string
  name: string
  ownerId: string | null
  modifier: number
  initials: string
  /** What the game system keeps of it. */
  system: Record<string, unknown>
  /** Ids of the conditions it is under. */
  statuses: string[]
}

export interface TokenData {
  _id: string
  actorId: string
  name: string
  x: number
  y: number
  width: number
  height: number
}

/** The one scene. Pixels; the picture lies inside a margin. */
export interface SceneData {
  _id: string
  name: string
  gridSize: number
  margin: number
  width: number
  height: number
  tokens: TokenData[]
}

/** A fight: set up in round 0, begun in round 1, over when it is deleted. */
export interface CombatData {
  _id: string
  round: number
}

export interface MessageData {
  _id: string
  timestamp: number
  author: string
  speaker: { scene: string | null; actor: string | null; token: string | null; alias: string }
  whisper: string[]
  blind: boolean
  content: string
  flavor: string
  /** Serialised rolls, as they are stored. */
  rolls: string[]
  flags: Record<string, unknown>
  /** What the game system keeps with messages of its own types. */
  system: Record<string, unknown>
}

export interface Switches {
  generation: Generation
  system: System
  /** `stuck`: the animation never tells that it ended. */
  dice: 'off' | 'on' | 'stuck'
  /** How long the tabletop's own server takes. Milliseconds. */
  latencyMs: number
  /** What happens to requests that leave the page for another server. */
  network: 'up' | 'dropped' | '503'
}

export interface ModuleInfo {
  version: string
  manifest: string
  esmodules: string[]
  styles: string[]
  languages: { lang: string; path: string }[]
}

export interface Snapshot {
  world: { id: string; title: string }
  userId: string
  users: UserData[]
  actors: ActorData[]
  scene: SceneData
  combats: CombatData[]
  messages: MessageData[]
  settings: Record<string, unknown>
  switches: Switches
  module: ModuleInfo | null
  appUrl: string
}

export interface RollRequest {
  /** User id. */
  user: string
  /** Actor id; the user itself rolls without one. */
  actor?: string | null
  /** For example `1d20+5` or `2d6+3`; made from kind, advantage and modifier when absent. */
  formula?: string
  kind?: RollKind
  modifier?: number
  advantage?: Advantage
  /** The face that the kept die shows; random when absent. */
  natural?: number | null
  mode?: RollMode
  /** Difficulty, where the system compares (pf2e). */
  dc?: number | null
}

export type CombatOperation =
  | { op: 'createCombat' }
  | { op: 'updateCombat'; id: string; round: number }
  | { op: 'deleteCombat'; id: string }

export type Operation =
  | { op: 'createMessage'; data: Partial<MessageData> }
  | { op: 'updateMessage'; id: string; changes: Record<string, unknown> }
  | { op: 'deleteMessage'; id: string }
  | { op: 'updateActor'; id: string; changes: Record<string, unknown> }
  | { op: 'setStatus'; id: string; status: string; active: boolean }
  | { op: 'createTokens'; tokens: TokenData[] }
  | { op: 'deleteTokens'; ids: string[] }
  | CombatOperation
  | { op: 'playSound'; name: string }
  | { op: 'setSetting'; key: string; value: unknown }
  | { op: 'roll'; request: RollRequest }
  | { op: 'switch'; changes: Partial<Switches> }
  | { op: 'reset' }

export interface Request {
  id: number
  operation: Operation
}

export type News =
  | { news: 'snapshot'; snapshot: Snapshot }
  | { news: 'answer'; id: number; error: string | null; result: unknown }
  | { news: 'createMessage' | 'updateMessage'; message: MessageData; userId: string }
  | { news: 'deleteMessage'; id: string; userId: string }
  | { news: 'actors'; actors: ActorData[] }
  | { news: 'scene'; scene: SceneData }
  | { news: CombatOperation['op']; combats: CombatData[]; id: string; userId: string }
  | { news: 'sound'; name: string }
  | { news: 'setting'; key: string; value: unknown }
  | { news: 'users'; users: UserData[]; userId: string; connected: boolean }
  | { news: 'switches'; switches: Switches }
  | { news: 'reload' }
