import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { Action, type ActionContext } from '#gamification/handlers/action'
import { choice, picked } from '#gamification/handlers/choice'
import { missingPicks } from '#gamification/handlers/missing_picks'
import type { PreFlightContext } from '#gamification/handlers/problem'
import { say } from '#gamification/handlers/say'

const settings = vine.create({
  sound: choice().meta(picked('sounds', 'Sound', 'From the playlists of your world.')),
})

type Settings = Infer<typeof settings>

/**
 * Plays a sound of the world's own playlists to everybody at the table.
 */
export default class PlaySoundAction extends Action<Settings> {
  static id = 'play_sound'
  static label = 'Play a sound'
  static description = 'A sound from one of your playlists is heard by everybody.'
  static requires = ['vtt_connection'] as const
  static commands = ['sound.play'] as const
  static needs = [] as const
  static settings = settings

  async execute({ sound }: Settings, context: ActionContext) {
    await context.order({ type: 'sound.play', payload: { soundId: sound.id } })
  }

  async preFlightCheck({ sound }: Settings, context: PreFlightContext) {
    return missingPicks(context, ['sounds', sound])
  }

  report({ sound }: Settings) {
    return say(`${sound.name} was heard.`)
  }
}
