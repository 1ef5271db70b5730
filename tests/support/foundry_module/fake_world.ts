import type {
  ActorView,
  FoundryPort,
  MessageChanges,
  MessageView,
  NewMessage,
  NewToken,
  SceneView,
} from '../../../foundry_module/src/port.ts'

interface HitPoints {
  hp: { value: number; max: number; temp: number }
}

/** Foundry in memory: one world that several tabs may share, and that can fail on purpose. */
export class FakeWorld implements FoundryPort {
  messages: MessageView[] = []
  settings: Record<string, unknown> = {}
  notices: string[] = []
  worldId = 'emberfall'
  system = 'dnd5e'
  systemVersion = '5.1'
  candidate = true
  primaryAttribute: string | null = 'attributes.hp'
  actorsThere: ActorView[] = [anActor()]
  sceneThere: SceneView = aScene()
  inCombat = false
  played: string[] = []
  /** Called before each write; throw to crash there. */
  beforeWrite: (what: string) => void | Promise<void> = () => {}
  dice: () => Promise<void> = () => Promise.resolve()

  info() {
    return {
      worldId: this.worldId,
      worldTitle: 'The Emberfall Road',
      origin: 'http://foundry.local',
      system: this.system,
      systemVersion: this.systemVersion,
      primaryAttribute: this.primaryAttribute,
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

  actor(id: string) {
    const found = this.actorsThere.find((actor) => actor.id === id)
    return found ? structuredClone({ ...found, prepared: found.system }) : null
  }
  actors() {
    return this.actorsThere.map(({ id, name }) => ({ id, name }))
  }
  /** As a system may do it: temporary hit points go first. */
  async changeAttribute(actorId: string, _attribute: string, delta: number) {
    await this.beforeWrite(`actor ${actorId}`)
    const { hp } = this.#hitPoints(actorId)
    const fromTemp = delta < 0 ? Math.min(hp.temp, -delta) : 0
    hp.temp -= fromTemp
    hp.value = Math.min(Math.max(hp.value + delta + fromTemp, 0), hp.max)
  }
  async setNumbers(actorId: string, numbers: Record<string, number>) {
    await this.beforeWrite(`actor ${actorId}`)
    const actor = this.actorsThere.find(({ id }) => id === actorId)
    for (const [path, value] of Object.entries(numbers)) {
      const keys = path.split('.')
      const last = keys.pop() ?? ''
      Reflect.set(
        keys.reduce<object>((at, key) => Reflect.get(at, key), actor?.system ?? {}),
        last,
        value
      )
    }
  }
  statuses() {
    return [
      { id: 'prone', name: 'Prone' },
      { id: 'blinded', name: 'Blinded' },
    ]
  }
  async setStatus(actorId: string, status: string, active: boolean) {
    await this.beforeWrite(`status ${actorId}`)
    const actor = this.actorsThere.find(({ id }) => id === actorId)
    if (!actor) throw new Error('gone')
    const others = actor.statuses.filter((other) => other !== status)
    actor.statuses = active ? [...others, status] : others
  }
  scene(id: string | null) {
    return id === null || id === this.sceneThere.id ? structuredClone(this.sceneThere) : null
  }
  situation() {
    return { combat: this.inCombat, sceneId: this.sceneThere.id }
  }
  scenes() {
    return [{ id: this.sceneThere.id, name: this.sceneThere.name }]
  }
  async createTokens(_sceneId: string, tokens: NewToken[]) {
    await this.beforeWrite('tokens')
    const ids = tokens.map(({ id }) => id)
    if (this.sceneThere.tokens.some(({ id }) => ids.includes(id))) throw new Error('exists')
    this.sceneThere.tokens.push(
      ...tokens.map(({ id, x, y }) => ({ id, x, y, width: 1, height: 1 }))
    )
  }
  async deleteTokens(_sceneId: string, ids: string[]) {
    await this.beforeWrite('tokens')
    this.sceneThere.tokens = this.sceneThere.tokens.filter(({ id }) => !ids.includes(id))
  }
  sounds() {
    return [{ id: 'list.thunder', name: 'Storm: Thunder' }]
  }
  async playSound(id: string) {
    await this.beforeWrite(`sound ${id}`)
    this.played.push(id)
  }
  macros() {
    return [
      { id: 'confetti', name: 'Confetti' },
      { id: 'wipe', name: 'Delete everything' },
    ]
  }
  async runMacro(id: string) {
    await this.beforeWrite(`macro ${id}`)
    this.played.push(id)
  }
  #hitPoints(actorId: string): HitPoints {
    const system: object = this.actorsThere.find(({ id }) => id === actorId)?.system ?? {}
    return Reflect.get(system, 'attributes')
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

export function anActor(parts: Partial<ActorView> = {}): ActorView {
  const system = {
    attributes: { hp: { value: 20, max: 24, temp: 5 }, exhaustion: 0 },
    currency: { gp: 10 },
    details: { biography: 'secret', level: 3 },
  }
  return { id: 'aria', name: 'Aria Thornwood', system, prepared: null, statuses: [], ...parts }
}

export function aScene(parts: Partial<SceneView> = {}): SceneView {
  const here = { id: 'tokenAria', x: 500, y: 500, width: 1, height: 1 }
  return {
    id: 'scene1',
    name: 'The road',
    gridSize: 100,
    left: 200,
    top: 100,
    width: 1000,
    height: 800,
    tokens: [here],
    ...parts,
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
