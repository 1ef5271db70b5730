import type { FoundryCharacter } from '../../app/foundry/protocol.ts'
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

export interface WorldInfo {
  worldId: string
  worldTitle: string
  origin: string
  system: string
  systemVersion: string
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

  readSetting(key: string): unknown
  writeSetting(key: string, value: unknown): Promise<void>

  localize(key: string, data?: Record<string, string>): string
  notify(level: 'info' | 'warn' | 'error', text: string): void
}
