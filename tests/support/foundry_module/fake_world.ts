import type {
  FoundryPort,
  MessageChanges,
  MessageView,
  NewMessage,
} from '../../../foundry_module/src/port.ts'

/** Foundry in memory: one world that several tabs may share, and that can fail on purpose. */
export class FakeWorld implements FoundryPort {
  messages: MessageView[] = []
  settings: Record<string, unknown> = {}
  notices: string[] = []
  system = 'dnd5e'
  systemVersion = '5.1'
  candidate = true
  /** Called before each write; throw to crash there. */
  beforeWrite: (what: string) => void | Promise<void> = () => {}
  dice: () => Promise<void> = () => Promise.resolve()

  info() {
    return {
      worldId: 'emberfall',
      worldTitle: 'The Emberfall Road',
      origin: 'http://foundry.local',
      system: this.system,
      systemVersion: this.systemVersion,
      generation: 13,
      user: { id: 'gm', name: 'Game Master', isGM: true },
    }
  }
  isCandidate() {
    return this.candidate
  }
  characters() {
    return []
  }
  gmUserIds() {
    return ['gm']
  }

  message(id: string) {
    const found = this.messages.find((message) => message.id === id)
    return found ? structuredClone(found) : null
  }
  messagesSince(timestamp: number) {
    return this.messages.filter((message) => message.timestamp >= timestamp)
  }
  findMessage(matches: (message: MessageView) => boolean) {
    return this.messages.find(matches) ?? null
  }
  async createMessage({ id, content, alias, whisper = [], flags }: NewMessage) {
    await this.beforeWrite(`create ${id}`)
    if (this.message(id)) throw new Error('exists')
    this.messages.push(aMessage({ id, content, whisper, flags, speaker: { actorId: null, alias } }))
  }
  async updateMessage(id: string, { rolls, content, flags }: MessageChanges) {
    await this.beforeWrite(`update ${id}`)
    const message = this.messages.find((candidate) => candidate.id === id)
    if (!message) throw new Error('gone')
    if (rolls) message.rolls = rolls.map((roll) => JSON.parse(roll))
    if (content !== undefined) message.content = content
    message.flags = { ...message.flags, crowdcrit: structuredClone(flags) }
  }
  async deleteMessage(id: string) {
    await this.beforeWrite(`delete ${id}`)
    this.messages = this.messages.filter((message) => message.id !== id)
  }
  diceAtRest() {
    return this.dice()
  }

  readSetting(key: string) {
    return structuredClone(this.settings[key])
  }
  async writeSetting(key: string, value: unknown) {
    await this.beforeWrite(`setting ${key}`)
    this.settings[key] = structuredClone(value)
  }
  localize(key: string, data: Record<string, string> = {}) {
    return `${key} ${Object.values(data).join(' ')}`.trim()
  }
  notify(_level: string, text: string) {
    this.notices.push(text)
  }
}

let next = 1

export function aMessage(parts: Partial<MessageView> = {}): MessageView {
  return {
    id: `message${String(next++).padStart(9, '0')}`,
    timestamp: Date.now(),
    author: { id: 'ada', name: 'Ada' },
    speaker: { actorId: 'aria', alias: 'Aria Thornwood' },
    whisper: [],
    blind: false,
    mode: null,
    content: '',
    rolls: [],
    flags: {},
    system: {},
    ...parts,
  }
}

type Face = number | { result: number; active?: boolean; [key: string]: unknown }

/** A die's term; plain numbers are kept faces. */
export function die(faces: number, thrown: Face[], extra: Record<string, unknown> = {}) {
  const results = thrown.map((face) =>
    typeof face === 'number' ? { result: face, active: true } : { active: true, ...face }
  )
  return {
    class: 'Die',
    options: {},
    number: results.length,
    faces,
    modifiers: [],
    results,
    ...extra,
  }
}

export const dropped = (result: number) => ({ result, active: false, discarded: true })
export const rerolled = (result: number) => ({ result, active: false, rerolled: true })
export const operator = (sign: string) => ({ class: 'OperatorTerm', operator: sign })
export const number = (value: number) => ({ class: 'NumericTerm', number: value })

export function aRoll(total: number, terms: object[], extra: Record<string, unknown> = {}) {
  return { class: 'Roll', options: {}, dice: [], formula: 'formula', terms, total, ...extra }
}

export const attack = { dnd5e: { roll: { type: 'attack' } } }
