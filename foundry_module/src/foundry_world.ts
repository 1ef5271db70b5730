import { isRecord, recordAt, type UnknownRecord } from './records.ts'
import { MODULE_ID, SETTINGS } from './constants.ts'
import type { FoundryPort, MessageChanges, MessageView, NewMessage, WorldInfo } from './port.ts'
import type { FoundryCharacter } from '../../app/foundry/protocol.ts'

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

/** Called once, before Foundry reads the settings. */
export function registerSettings() {
  const hidden = { config: false } as const
  const { settings } = game
  settings.register(MODULE_ID, SETTINGS.instanceId, {
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
  })
  settings.register(MODULE_ID, SETTINGS.connections, {
    ...hidden,
    scope: 'client',
    type: Object,
    default: {},
  })
}
