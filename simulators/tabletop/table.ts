import { randomBytes } from 'node:crypto'
import { changeByPaths, merge } from './change_documents.ts'
import { CONDITIONS, demoActors, demoScene, demoUsers } from './demo_world.ts'
import { changeCombats } from './combats.ts'
import { makeRoll } from './roll_maker.ts'
import { TableError } from './table_error.ts'
import type {
  ActorData,
  CombatData,
  CombatOperation,
  MessageData,
  News,
  Operation,
  RollRequest,
  SceneData,
  Switches,
  TokenData,
  UserData,
} from './shared.ts'

/** Everything the stand-in's server keeps: one world, in memory. */
export class Table {
  users: UserData[] = demoUsers()
  actors: ActorData[] = demoActors()
  scene: SceneData = demoScene()
  combats: CombatData[] = []
  messages: MessageData[] = []
  /** Names of what was played, the last at the end. */
  sounds: string[] = []
  /** World settings, by `namespace.key`. Every user can read them. */
  settings: Record<string, unknown> = {}
  switches: Switches
  #initial: Switches
  #tell: (news: News) => void

  constructor(switches: Switches, tell: (news: News) => void) {
    this.#initial = switches
    this.switches = { ...switches }
    this.#tell = tell
  }

  /** @throws TableError */
  apply(operation: Operation, userId: string): unknown {
    const user = this.users.find(({ id }) => id === userId)
    if (!user) throw new TableError('There is no such user')

    switch (operation.op) {
      case 'createMessage':
        return this.createMessage(operation.data, user.id)
      case 'updateMessage':
        return this.#updateMessage(operation.id, operation.changes, user)
      case 'deleteMessage':
        return this.#deleteMessage(operation.id, user)
      case 'updateActor':
        return this.#changeActor(operation.id, user, ({ system }) =>
          changeByPaths({ system }, operation.changes)
        )
      case 'setStatus':
        return this.#setStatus(operation, user)
      case 'createTokens':
        return this.#createTokens(operation.tokens, user)
      case 'deleteTokens':
        return this.#changeScene(user, (tokens) =>
          tokens.filter(({ _id }) => !operation.ids.includes(_id))
        )
      case 'createCombat':
      case 'updateCombat':
      case 'deleteCombat':
        return this.#changeCombats(operation, user)
      case 'playSound':
        this.sounds.push(operation.name)
        return this.#tell({ news: 'sound', name: operation.name })
      case 'setSetting':
        return this.#setSetting(operation.key, operation.value, user)
      case 'roll':
        return this.roll({ ...operation.request, user: user.id })
      case 'switch':
        return this.change(operation.changes)
      case 'reset':
        return this.reset()
    }
  }

  roll(request: RollRequest): MessageData {
    if (!this.users.some(({ id }) => id === request.user))
      throw new TableError('There is no such user')
    try {
      const made = makeRoll(request, this.users, this.actors, this.switches)
      return this.createMessage(made, request.user)
    } catch (error) {
      throw error instanceof RangeError ? new TableError(error.message) : error
    }
  }

  /** Like the real thing, a document that brings its own id is refused the second time. */
  createMessage(data: Partial<MessageData>, author: string): MessageData {
    const id = data._id ?? randomId()
    if (this.messages.some((message) => message._id === id)) {
      throw new TableError(`A message with the id ${id} exists already`)
    }
    const message: MessageData = {
      timestamp: Date.now(),
      speaker: { scene: null, actor: null, token: null, alias: '' },
      whisper: [],
      blind: false,
      content: '',
      flavor: '',
      rolls: [],
      flags: {},
      system: {},
      ...data,
      author,
      _id: id,
    }
    this.messages.push(message)
    this.#tell({ news: 'createMessage', message, userId: author })
    return message
  }

  change(changes: Partial<Switches>) {
    const { generation, system } = this.switches
    this.switches = { ...this.switches, ...changes }
    this.#tell({ news: 'switches', switches: this.switches })
    if (generation !== this.switches.generation || system !== this.switches.system) {
      this.#tell({ news: 'reload' })
    }
    return this.switches
  }

  reset() {
    this.messages = []
    this.settings = {}
    this.actors = demoActors()
    this.scene = demoScene()
    this.combats = []
    this.sounds = []
    this.switches = { ...this.#initial }
    this.#tell({ news: 'reload' })
  }

  connected(userId: string, isActive: boolean) {
    const user = this.users.find(({ id }) => id === userId)
    if (!user || user.active === isActive) return
    user.active = isActive
    this.#tell({ news: 'users', users: this.users, userId, connected: isActive })
  }

  #updateMessage(id: string, changes: Record<string, unknown>, user: UserData) {
    const message = this.messages.find(({ _id }) => _id === id)
    if (!message) throw new TableError(`There is no message ${id}`)
    if (!user.isGM && message.author !== user.id) throw new TableError('This is not your message')
    merge(message, changes)
    this.#tell({ news: 'updateMessage', message, userId: user.id })
    return message
  }

  #deleteMessage(id: string, user: UserData) {
    if (!user.isGM) throw new TableError('Only a GM deletes messages')
    this.messages = this.messages.filter(({ _id }) => _id !== id)
    this.#tell({ news: 'deleteMessage', id, userId: user.id })
  }

  #setStatus(
    { id, status, active }: { id: string; status: string; active: boolean },
    user: UserData
  ) {
    if (!CONDITIONS.some((known) => known.id === status)) {
      throw new TableError(`There is no condition ${status}`)
    }
    this.#changeActor(id, user, (actor) => {
      const others = actor.statuses.filter((other) => other !== status)
      actor.statuses = active ? [...others, status] : others
    })
  }

  #changeActor(id: string, user: UserData, change: (actor: ActorData) => void) {
    const actor = this.actors.find((one) => one.id === id)
    if (!actor) throw new TableError(`There is no actor ${id}`)
    if (!user.isGM && actor.ownerId !== user.id) throw new TableError('This is not your character')
    change(actor)
    this.#tell({ news: 'actors', actors: this.actors })
  }

  /** Like the real thing, all of them or none. */
  #createTokens(added: TokenData[], user: UserData) {
    this.#changeScene(user, (tokens) => {
      const taken = added.find(({ _id }) => tokens.some((token) => token._id === _id))
      if (taken) throw new TableError(`A token with the id ${taken._id} exists already`)
      return [...tokens, ...added]
    })
  }

  #changeScene(user: UserData, change: (tokens: TokenData[]) => TokenData[]) {
    if (!user.isGM) throw new TableError('Only a GM places tokens')
    this.scene = { ...this.scene, tokens: change(this.scene.tokens) }
    this.#tell({ news: 'scene', scene: this.scene })
  }

  #changeCombats(operation: CombatOperation, user: UserData) {
    if (!user.isGM) throw new TableError('Only a GM leads a fight')
    const id = 'id' in operation ? operation.id : randomId()
    this.combats = changeCombats(this.combats, operation, id)
    this.#tell({ news: operation.op, combats: this.combats, id, userId: user.id })
    return id
  }

  #setSetting(key: string, value: unknown, user: UserData) {
    if (!user.isGM) throw new TableError('Only a GM changes the world’s settings')
    this.settings[key] = value
    this.#tell({ news: 'setting', key, value })
  }
}

function randomId() {
  return randomBytes(12).toString('base64url').replace(/[-_]/g, 'x').slice(0, 16)
}
