import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { whoDoesNotHear } from '#gamification/channel/who_hears'
import type { PreFlightContext } from '#gamification/handlers/problem'
import { CHANNEL_HAPPENINGS, type Signal } from '#gamification/handlers/signals'
import { Trigger } from '#gamification/handlers/trigger'

const MOST = 1_000_000

const settings = vine.create({
  what: vine.enum(CHANNEL_HAPPENINGS).meta({
    title: 'What happens',
    default: 'follow',
    enumNames: ['a follow', 'a subscription', 'gifted subs', 'a raid', 'a cheer'],
  }),
  minimum: vine
    .number()
    .withoutDecimals()
    .range([1, MOST])
    .optional()
    .meta({
      title: 'At least',
      description: 'Months of a subscription, gifts, viewers of a raid, or bits.',
      default: 1,
      minimum: 1,
      maximum: MOST,
      when: { what: ['sub', 'gift', 'raid', 'cheer'] },
    }),
})

type Settings = Infer<typeof settings>

/**
 * Fires when something happens on the streamer's channel.
 */
export default class ChannelEventTrigger extends Trigger<Settings, 'channel.event'> {
  static id = 'channel_event'
  static label = 'On the channel'
  static description = 'A follow, a subscription, gifts, a raid or a cheer.'
  static listensTo = 'channel.event' as const
  static provides = [] as const
  static opens = true
  static settings = settings

  evaluate({ what, minimum = 1 }: Settings, { data: channel }: Signal<'channel.event'>) {
    if (channel.what !== what) {
      return this.skipped(`waiting for a ${what}`)
    }

    if (what !== 'follow' && channel.amount < minimum) {
      return this.skipped(`waiting for ${minimum}, this was ${channel.amount}`)
    }

    return this.matched({ channel })
  }

  async preFlightCheck({ what }: Settings, context: PreFlightContext) {
    return whoDoesNotHear(context, what)
  }
}
