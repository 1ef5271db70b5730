import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { Signal } from '#gamification/handlers/signals'
import { Trigger } from '#gamification/handlers/trigger'

const settings = vine.create({})

type Settings = Infer<typeof settings>

/**
 * Fires when the GM says so, in the app or in Foundry.
 */
export default class ManualTrigger extends Trigger<Settings, 'manual.fired'> {
  static id = 'manual'
  static label = 'GM button'
  static description = 'The GM presses a button when the moment is right.'
  static listensTo = 'manual.fired' as const
  static provides = [] as const
  static settings = settings

  evaluate(_settings: Settings, { data }: Signal<'manual.fired'>) {
    return this.matched({ by: data.by })
  }
}
