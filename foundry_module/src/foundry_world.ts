import { isRecord, recordAt, type UnknownRecord } from './records.ts'
import { allowSetting, MODULE_ID, SETTINGS } from './constants.ts'
import type {
  Choice,
  FoundryPort,
  MessageChanges,
  MessageView,
  NewMessage,
  NewToken,
  WorldInfo,
} from './port.ts'
import { LIMITED_COMMANDS, type FoundryCharacter } from '../../app/foundry/protocol.ts'

/** Dice So Nice may never call back, for example in a hidden tab. Milliseconds. */
const DICE_LIMIT_MS = 8000

/** The port on a real Foundry, of either generation. */
export class FoundryWorld implements FoundryPort {
  info(): WorldInfo {
    const { user } = game
    return {
      worldId: game.world.id,
      worldTitle: game.world.title,
      origin: location.origin,
      system: game.system.id,
      systemVersion: game.system.version,
      primaryAttribute: game.system.primaryTokenAttribute ?? null,
      generation: game.release.generation,
      user: { id: user?.id ?? '', name: user?.name ?? '', isGM: user?.isGM === true },
    }
  }

  isCandidate() {
    return game.user?.isActiveGM === true
  }

  gmUserIds() {
    return game.users.contents.filter(({ isGM }) => isGM).map(({ id }) => id)
  }

  /** An actor counts as somebody's character, else as owned by the first player who may play it. */
  characters(): FoundryCharacter[] {
    const players = game.users.contents.filter(({ isGM }) => !isGM)
    return game.actors.contents
      .filter(({ hasPlayerOwner }) => hasPlayerOwner)
      .slice(0, 100)
      .map((actor) => {
        const player =
          players.find(({ character }) => character?.id === actor.id) ??
          players.find((user) => actor.testUserPermission(user, 'OWNER'))
        return {
          actorId: actor.id,
          actorName: actor.name,
          userId: player?.id ?? null,
          userName: player?.name ?? null,
        }
      })
  }

  message(id: string) {
    const message = game.messages.get(id)
    return message ? toMessageView(message) : null
  }

  messagesSince(timestamp: number) {
    return game.messages.contents
      .filter((message) => message.timestamp >= timestamp)
      .map(toMessageView)
  }

  findMessage(matches: (message: MessageView) => boolean) {
    const ours = game.messages.contents.filter(({ flags }) => recordAt(flags, MODULE_ID) !== null)
    return ours.map(toMessageView).find(matches) ?? null
  }

  async createMessage({ id, content, alias, whisper = [], flags }: NewMessage) {
    const speaker = { scene: null, actor: null, token: null, alias }
    const data = { _id: id, content, speaker, whisper, flags, author: game.user?.id }
    await ChatMessage.create(data, { keepId: true })
  }

  async updateMessage(id: string, { rolls, content, flags }: MessageChanges) {
    const message = game.messages.get(id)
    if (!message) throw new Error('The message is no longer there')
    await message.update({
      ...(rolls === undefined ? {} : { rolls }),
      ...(content === undefined ? {} : { content }),
      flags: { [MODULE_ID]: flags },
    })
  }

  async deleteMessage(id: string) {
    await game.messages.get(id)?.delete()
  }

  async diceAtRest(messageId: string) {
    if (!game.modules.get('dice-so-nice')?.active) return
    const animation = game.dice3d?.waitFor3DAnimationByMessageID?.(messageId)
    if (!animation) return
    await Promise.race([
      animation.catch(() => {}),
      new Promise((resolve) => setTimeout(resolve, DICE_LIMIT_MS)),
    ])
  }

  actor(id: string) {
    const actor = game.actors.get(id)
    if (!actor) return null
    return {
      id: actor.id,
      name: actor.name,
      system: plain(actor.toObject().system),
      prepared: actor.system,
      statuses: [...actor.statuses],
    }
  }

  actors(): Choice[] {
    return game.actors.contents.map(({ id, name }) => ({ id, name }))
  }

  async changeAttribute(actorId: string, attribute: string, delta: number) {
    await this.#actor(actorId).modifyTokenAttribute(attribute, delta, true, true)
  }

  async setNumbers(actorId: string, numbers: Record<string, number>) {
    const changes = Object.entries(numbers).map(([path, value]) => [`system.${path}`, value])
    if (changes.length > 0) await this.#actor(actorId).update(Object.fromEntries(changes))
  }

  /** A list in generation 13; by id elsewhere. */
  statuses(): Choice[] {
    return Object.entries(CONFIG.statusEffects).flatMap(([key, { id = key, name }]) =>
      typeof name === 'string' ? [{ id, name: game.i18n.localize(name) }] : []
    )
  }

  async setStatus(actorId: string, status: string, active: boolean) {
    await this.#actor(actorId).toggleStatusEffect(status, { active })
  }

  scene(id: string | null) {
    const scene = id === null ? game.scenes.active : game.scenes.get(id)
    if (!scene) return null
    const { sceneX: left, sceneY: top, sceneWidth: width, sceneHeight: height } = scene.dimensions
    const tokens = scene.tokens.contents.map((token) => ({
      id: token.id,
      x: token.x,
      y: token.y,
      width: token.width,
      height: token.height,
    }))
    const { id: sceneId, name, grid } = scene
    return { id: sceneId, name, gridSize: grid.size, left, top, width, height, tokens }
  }

  scenes(): Choice[] {
    return game.scenes.contents.map(({ id, name }) => ({ id, name }))
  }

  situation() {
    const combat = game.combats.contents.some(({ started }) => started)
    return { combat, sceneId: game.scenes.active?.id ?? null }
  }

  async createTokens(sceneId: string, tokens: NewToken[]) {
    const data = await Promise.all(
      tokens.map(async ({ id, actorId, x, y }) => {
        const token = await this.#actor(actorId).getTokenDocument({ x, y })
        return { ...token.toObject(), _id: id, x, y }
      })
    )
    await this.#scene(sceneId).createEmbeddedDocuments('Token', data, { keepId: true })
  }

  async deleteTokens(sceneId: string, ids: string[]) {
    await this.#scene(sceneId).deleteEmbeddedDocuments('Token', ids)
  }

  sounds(): Choice[] {
    return game.playlists.contents.flatMap((playlist) =>
      playlist.sounds.contents.map(({ id, name }) => ({
        id: `${playlist.id}.${id}`,
        name: `${playlist.name}: ${name}`,
      }))
    )
  }

  async playSound(id: string) {
    const [playlistId = '', soundId = ''] = id.split('.')
    const playlist = game.playlists.get(playlistId)
    const sound = playlist?.sounds.get(soundId)
    if (!playlist || !sound) throw new Error('The sound is no longer there')
    await playlist.playSound(sound)
  }

  macros(): Choice[] {
    return game.macros.contents.map(({ id, name }) => ({ id, name }))
  }

  async runMacro(id: string) {
    const macro = game.macros.get(id)
    if (!macro) throw new Error('The macro is no longer there')
    await macro.execute()
  }

  #actor(id: string) {
    const actor = game.actors.get(id)
    if (!actor) throw new Error('The actor is no longer there')
    return actor
  }

  #scene(id: string) {
    const scene = game.scenes.get(id)
    if (!scene) throw new Error('The scene is no longer there')
    return scene
  }

  readSetting(key: string) {
    return game.settings.get(MODULE_ID, key)
  }

  async writeSetting(key: string, value: unknown) {
    await game.settings.set(MODULE_ID, key, value)
  }

  localize(key: string, data?: Record<string, string>) {
    return data ? game.i18n.format(key, data) : game.i18n.localize(key)
  }

  /** Localised sentences of ours only: the display treats them as HTML in some versions. */
  notify(level: 'info' | 'warn' | 'error', text: string) {
    ui.notifications[level](text)
  }
}

export function toMessageView(message: FoundryChatMessage): MessageView {
  const { author, speaker } = message
  return {
    id: message.id,
    timestamp: message.timestamp,
    author: author ? { id: author.id, name: author.name } : null,
    speaker: {
      actorId: typeof speaker?.actor === 'string' && speaker.actor !== '' ? speaker.actor : null,
      alias: typeof speaker?.alias === 'string' ? speaker.alias : '',
    },
    whisper: message.whisper,
    blind: message.blind,
    mode: modeOf(message),
    content: typeof message.content === 'string' ? message.content : '',
    rolls: message.rolls.map((roll) => plain(roll.toJSON())),
    flags: isRecord(message.flags) ? message.flags : {},
    system: plain(message.system),
  }
}

/** Generation 14 may keep a message's mode with the message; 13 only its effects. */
function modeOf(message: object): string | null {
  const mode = 'mode' in message ? message.mode : null
  return typeof mode === 'string' ? mode : null
}

/** Without instances of Foundry's classes, and without sharing anything with the document. */
function plain(value: unknown): UnknownRecord {
  const copy: unknown = JSON.parse(JSON.stringify(value ?? null))
  return isRecord(copy) ? copy : {}
}

export interface SettingsListener {
  ledgerChanged: () => void
  /** A kind of command was switched on or off. */
  limitsChanged: () => void
}

/** Called once, before Foundry reads the settings. */
export function registerSettings({ ledgerChanged, limitsChanged }: SettingsListener) {
  const hidden = { config: false } as const
  const { settings } = game
  settings.register(MODULE_ID, SETTINGS.instanceId, {
    ...hidden,
    scope: 'world',
    type: String,
    default: '',
  })
  settings.register(MODULE_ID, SETTINGS.instanceWorld, {
    ...hidden,
    scope: 'world',
    type: String,
    default: '',
  })
  settings.register(MODULE_ID, SETTINGS.ledger, {
    ...hidden,
    scope: 'world',
    type: Object,
    default: {},
    onChange: ledgerChanged,
  })
  settings.register(MODULE_ID, SETTINGS.connections, {
    ...hidden,
    scope: 'client',
    type: Object,
    default: {},
  })
  settings.register(MODULE_ID, SETTINGS.macros, {
    ...hidden,
    scope: 'client',
    type: Object,
    default: {},
  })
  for (const type of LIMITED_COMMANDS) {
    settings.register(MODULE_ID, allowSetting(type), {
      scope: 'world',
      config: true,
      type: Boolean,
      default: true,
      onChange: limitsChanged,
      name: `CROWDCRIT.settings.${type}.name`,
      hint: `CROWDCRIT.settings.${type}.hint`,
    })
  }
  settings.register(MODULE_ID, SETTINGS.perMinute, {
    scope: 'world',
    config: true,
    type: Number,
    default: 30,
    range: { min: 1, max: 60, step: 1 },
    name: 'CROWDCRIT.settings.perMinute.name',
    hint: 'CROWDCRIT.settings.perMinute.hint',
  })
}
