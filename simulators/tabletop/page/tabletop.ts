import { CombatDocument } from './combat.ts'
import {
  ActorDocument,
  DocumentList,
  MessageDocument,
  SceneDocument,
  UserDocument,
} from './documents.ts'
import { HookList } from './hooks.ts'
import type { News, SceneData, Snapshot, Switches } from '../shared.ts'
import type { ServerLine } from './server_line.ts'

/** This tab's picture of the world, kept current by the server's news. */
export class Tabletop {
  readonly hooks = new HookList()
  readonly line: ServerLine
  readonly snapshot: Snapshot
  readonly users: DocumentList<UserDocument>
  readonly actors: DocumentList<ActorDocument>
  readonly messages: DocumentList<MessageDocument>
  readonly scenes: DocumentList<SceneDocument>
  readonly combats: DocumentList<CombatDocument>
  scene: SceneData
  switches: Switches
  /** World settings; the same for everybody. */
  worldSettings: Record<string, unknown>
  #userItems: UserDocument[]
  #messageItems: MessageDocument[]
  #actorItems: ActorDocument[]
  #combatItems: CombatDocument[]
  #onChange: () => void = () => {}

  constructor(line: ServerLine, snapshot: Snapshot) {
    this.line = line
    this.snapshot = snapshot
    this.switches = snapshot.switches
    this.worldSettings = snapshot.settings
    this.#userItems = snapshot.users.map((user) => new UserDocument(user, this))
    this.#messageItems = snapshot.messages.map((message) => new MessageDocument(message, this))
    this.#actorItems = snapshot.actors.map((actor) => new ActorDocument(actor, this))
    this.#combatItems = snapshot.combats.map((combat) => new CombatDocument(combat, this))
    this.scene = snapshot.scene
    const scenes = [new SceneDocument(this)]
    this.users = new DocumentList(() => this.#userItems)
    this.actors = new DocumentList(() => this.#actorItems)
    this.combats = new DocumentList(() => this.#combatItems)
    this.scenes = new DocumentList(() => scenes)
    this.messages = new DocumentList(() => this.#messageItems)
    line.onNews((news) => this.#told(news))
  }

  get me(): UserDocument {
    const found = this.users.get(this.snapshot.userId)
    if (!found) throw new Error('This user is not in the world')
    return found
  }

  onChange(listener: () => void) {
    this.#onChange = listener
  }

  #told(news: News) {
    switch (news.news) {
      case 'createMessage':
        this.#messageItems.push(new MessageDocument(news.message, this))
        this.#call('createChatMessage', news.message._id, news.userId)
        break
      case 'updateMessage':
        this.#replace(news.message._id, news.message)
        this.#call('updateChatMessage', news.message._id, news.userId)
        break
      case 'deleteMessage':
        this.#messageItems = this.#messageItems.filter(({ id }) => id !== news.id)
        break
      case 'actors':
        this.#actorItems = news.actors.map((actor) => new ActorDocument(actor, this))
        break
      case 'scene':
        this.scene = news.scene
        break
      case 'createCombat':
      case 'updateCombat':
      case 'deleteCombat':
        this.#combatsChanged(news)
        break
      case 'sound':
        this.hooks.callAll('standInSound', news.name)
        break
      case 'setting':
        this.worldSettings[news.key] = news.value
        this.hooks.callAll('standInSetting', news.key, news.value)
        break
      case 'users':
        this.#userItems = news.users.map((user) => new UserDocument(user, this))
        this.hooks.callAll('userConnected', this.users.get(news.userId), news.connected)
        break
      case 'switches':
        this.switches = news.switches
        break
      case 'reload':
        return location.reload()
    }
    this.#onChange()
  }

  #combatsChanged({ news, combats, id, userId }: Extract<News, { combats: unknown }>) {
    const ended = this.combats.get(id)
    this.#combatItems = combats.map((combat) => new CombatDocument(combat, this))
    this.hooks.callAll(news, this.combats.get(id) ?? ended, {}, userId)
  }

  #replace(id: string, data: MessageDocument['data']) {
    const message = this.messages.get(id)
    if (message) message.data = data
  }

  #call(hook: string, messageId: string, userId: string) {
    this.hooks.callAll(hook, this.messages.get(messageId), {}, userId)
  }
}
