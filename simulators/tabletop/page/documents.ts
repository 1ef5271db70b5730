import type { ActorData, MessageData, TokenData, UserData } from '../shared.ts'
import type { Tabletop } from './tabletop.ts'

/** A list with look-up, as the tabletop offers its documents. */
export class DocumentList<T extends { id: string }> {
  #items: () => T[]

  constructor(items: () => T[]) {
    this.#items = items
  }

  get contents() {
    return this.#items()
  }

  get(id: string) {
    return this.#items().find((item) => item.id === id)
  }
}

export class UserDocument {
  #data: UserData
  #table: Tabletop

  constructor(data: UserData, table: Tabletop) {
    this.#data = data
    this.#table = table
  }

  get id() {
    return this.#data.id
  }
  get name() {
    return this.#data.name
  }
  get isGM() {
    return this.#data.isGM
  }
  get active() {
    return this.#data.active
  }
  /** The first of the GMs who are present. */
  get isActiveGM() {
    return this.#table.users.contents.find(({ isGM, active }) => isGM && active)?.id === this.id
  }
  get character() {
    return this.#table.actors.get(this.#data.characterId ?? '') ?? null
  }
}

export class ActorDocument {
  #data: ActorData
  #table: Tabletop

  constructor(data: ActorData, table: Tabletop) {
    this.#data = data
    this.#table = table
  }

  get id() {
    return this.#data.id
  }
  get name() {
    return this.#data.name
  }
  get data() {
    return this.#data
  }
  get hasPlayerOwner() {
    return this.#data.ownerId !== null
  }
  testUserPermission(user: UserDocument, _permission: string) {
    return user.isGM || user.id === this.#data.ownerId
  }
  get system() {
    return this.#data.system
  }
  get statuses() {
    return new Set(this.#data.statuses)
  }
  toObject() {
    return structuredClone({ _id: this.id, name: this.name, system: this.#data.system })
  }

  async update(changes: Record<string, unknown>) {
    await this.#table.line.ask({ op: 'updateActor', id: this.id, changes })
    return this
  }

  /** As a token's bar does it: temporary points go first, and the bar has an end. */
  async modifyTokenAttribute(attribute: string, value: number, isDelta = false, isBar = true) {
    const bar: unknown = attribute
      .split('.')
      .reduce<unknown>((at, key) => Reflect.get(Object(at), key), this.#data.system)
    const number = (key: string) => Number(Reflect.get(Object(bar), key) ?? 0)
    const fromTemp = isDelta && value < 0 ? Math.min(number('temp'), -value) : 0
    const next = isDelta ? number('value') + value + fromTemp : value
    const kept = isBar ? Math.min(Math.max(next, 0), number('max')) : next
    return this.update({
      [`system.${attribute}.value`]: kept,
      [`system.${attribute}.temp`]: number('temp') - fromTemp,
    })
  }

  async toggleStatusEffect(status: string, { active }: { active: boolean }) {
    await this.#table.line.ask({ op: 'setStatus', id: this.id, status, active })
  }

  async getTokenDocument(data: { x: number; y: number }) {
    const { id: actorId, name } = this
    return { toObject: () => ({ actorId, name, width: 1, height: 1, ...data }) }
  }
}

export interface DieView {
  faces: number
  results: { result: number; active: boolean }[]
}

/** An evaluated roll, read from its stored data. */
export class RollDocument {
  #data: Record<string, unknown>

  constructor(data: Record<string, unknown>) {
    this.#data = data
  }

  get formula() {
    return String(this.#data.formula ?? '')
  }
  get total() {
    return Number(this.#data.total ?? 0)
  }
  get options() {
    return this.#data.options
  }
  get dice(): DieView[] {
    const terms = Array.isArray(this.#data.terms) ? this.#data.terms : []
    return terms.filter((term) => Array.isArray(term.results))
  }
  toJSON() {
    return structuredClone(this.#data)
  }
}

export class MessageDocument {
  data: MessageData
  #table: Tabletop

  constructor(data: MessageData, table: Tabletop) {
    this.data = data
    this.#table = table
  }

  get id() {
    return this.data._id
  }
  get timestamp() {
    return this.data.timestamp
  }
  get author() {
    return this.#table.users.get(this.data.author) ?? null
  }
  get speaker() {
    return this.data.speaker
  }
  get whisper() {
    return this.data.whisper
  }
  get blind() {
    return this.data.blind
  }
  get content() {
    return this.data.content
  }
  get flavor() {
    return this.data.flavor
  }
  get flags() {
    return this.data.flags
  }
  get system() {
    return this.data.system
  }
  get rolls() {
    return this.data.rolls.map((text) => new RollDocument(JSON.parse(text)))
  }

  async update(changes: Record<string, unknown>) {
    await this.#table.line.ask({ op: 'updateMessage', id: this.id, changes })
    return this
  }

  async delete() {
    await this.#table.line.ask({ op: 'deleteMessage', id: this.id })
    return this
  }
}

/** The one scene, which everybody sees. */
export class SceneDocument {
  #table: Tabletop

  constructor(table: Tabletop) {
    this.#table = table
  }

  get id() {
    return this.#table.scene._id
  }
  get name() {
    return this.#table.scene.name
  }
  get grid() {
    return { size: this.#table.scene.gridSize }
  }
  get dimensions() {
    const { margin, width, height } = this.#table.scene
    return { sceneX: margin, sceneY: margin, sceneWidth: width, sceneHeight: height }
  }
  get tokens() {
    return new DocumentList(() =>
      this.#table.scene.tokens.map((token) => ({ ...token, id: token._id }))
    )
  }

  async createEmbeddedDocuments(_type: 'Token', tokens: TokenData[]) {
    await this.#table.line.ask({ op: 'createTokens', tokens })
  }

  async deleteEmbeddedDocuments(_type: 'Token', ids: string[]) {
    await this.#table.line.ask({ op: 'deleteTokens', ids })
  }
}
