import type { FoundryCharacter, TableSituation } from '../../app/foundry/protocol.ts'
import type { UnknownRecord } from './records.ts'

/** A chat message as the rules see it: plain data, no Foundry object. */
export interface MessageView {
  id: string
  /** Milliseconds since 1970, by the clock of whoever made the message. */
  timestamp: number
  author: { id: string; name: string } | null
  /** The name everybody reads; the actor's own may be a secret. */
  speaker: { actorId: string | null; alias: string }
  whisper: unknown
  blind: unknown
  /** Named differently by the generations; null where there is none. */
  mode: string | null
  content: string
  /** Each as `Roll#toJSON` gives it; shaped by systems, so look before use. */
  rolls: UnknownRecord[]
  /** All flags, by namespace. */
  flags: UnknownRecord
  /** What the game system keeps with messages of its own types; empty with others. */
  system: UnknownRecord
}

export interface NewMessage {
  /** Sixteen letters and digits; a second creation with the same id is refused by Foundry. */
  id: string
  /** HTML that is safe to display. */
  content: string
  alias: string
  whisper?: string[]
  flags: UnknownRecord
}

export interface MessageChanges {
  /** Serialised rolls, all of them. */
  rolls?: string[]
  content?: string
  /** Merged into the module's own flags. */
  flags: UnknownRecord
}

/** A character or creature as the commands see it: plain data. */
export interface ActorView {
  id: string
  name: string
  /** What is stored of it under `system`. */
  system: UnknownRecord
  /** The same with what the game system works out, such as maximums. Read only. */
  prepared: unknown
  /** Ids of the conditions it is under. */
  statuses: string[]
}

export interface TokenView {
  id: string
  x: number
  y: number
  /** In squares. */
  width: number
  height: number
}

export interface SceneView {
  id: string
  name: string
  /** All in pixels; the picture lies inside a margin. */
  gridSize: number
  left: number
  top: number
  width: number
  height: number
  tokens: TokenView[]
}

export interface NewToken {
  /** A second creation with the same id is refused by Foundry. */
  id: string
  actorId: string
  x: number
  y: number
}

/** Something a GM picks by name. */
export interface Choice {
  id: string
  name: string
}

export interface WorldInfo {
  worldId: string
  worldTitle: string
  origin: string
  system: string
  systemVersion: string
  /** Path under `system` of what a token's first bar shows, such as `attributes.hp`; null without. */
  primaryAttribute: string | null
  generation: number
  user: { id: string; name: string; isGM: boolean }
}

/**
 * Everything the module asks of Foundry. The rules know nothing else of it, so
 * that they run as plain units, and so that what differs between generations
 * has one place.
 */
export interface FoundryPort {
  info(): WorldInfo
  /** True when Foundry chose this user among the GMs present. */
  isCandidate(): boolean
  characters(): FoundryCharacter[]
  gmUserIds(): string[]

  message(id: string): MessageView | null
  messagesSince(timestamp: number): MessageView[]
  findMessage(matches: (message: MessageView) => boolean): MessageView | null
  createMessage(message: NewMessage): Promise<void>
  updateMessage(id: string, changes: MessageChanges): Promise<void>
  deleteMessage(id: string): Promise<void>
  /** Resolves when the dice on screen have come to rest; at once without animation. */
  diceAtRest(messageId: string): Promise<void>

  actor(id: string): ActorView | null
  actors(): Choice[]
  /** Adds to an attribute as if a person typed `+5` or `-5` into a token's bar. */
  changeAttribute(actorId: string, attribute: string, delta: number): Promise<void>
  /** Sets numbers by their path under `system`. */
  setNumbers(actorId: string, numbers: Record<string, number>): Promise<void>
  /** The conditions the game system knows. */
  statuses(): Choice[]
  setStatus(actorId: string, status: string, active: boolean): Promise<void>

  /** The given scene, else the one that the players see. */
  scene(id: string | null): SceneView | null
  scenes(): Choice[]
  /** What is going on, for the GM's quiet times. */
  situation(): TableSituation
  createTokens(sceneId: string, tokens: NewToken[]): Promise<void>
  deleteTokens(sceneId: string, ids: string[]): Promise<void>

  /** Sounds of the world's playlists; an id is `playlist.sound`. */
  sounds(): Choice[]
  playSound(id: string): Promise<void>

  macros(): Choice[]
  runMacro(id: string): Promise<void>

  readSetting(key: string): unknown
  writeSetting(key: string, value: unknown): Promise<void>

  localize(key: string, data?: Record<string, string>): string
  notify(level: 'info' | 'warn' | 'error', text: string): void
}
