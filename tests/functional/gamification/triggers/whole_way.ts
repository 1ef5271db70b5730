import { PlayingTable } from '#tests/functional/gamification/actions/playing_table'
import { commandsOf, statusOf } from '#tests/functional/gamification/game'
import { testSql } from '#tests/support/fixtures'
import { BROADCASTER_SCOPES } from '#tests/support/simulated_channel'
import { Shop } from '#tests/support/shop'
import type { TwitchSimulator } from '#tests/support/twitch_simulator'

/** As many as the goal needs. */
const VIEWERS = 3

export interface Waiting {
  triggerId: string
  settings: object
  /** What is said at the table when it has been set off. */
  message: string
}

/**
 * From viewers' redemptions on Twitch to what Twitch is told in the end: a goal that waits
 * for a trigger, on the real bridge, with the module's own code at the table.
 */
export class WholeWay {
  private constructor(
    readonly shop: Shop,
    readonly table: PlayingTable,
    readonly goal: string
  ) {}

  /** The reward is sold, viewers have redeemed it, and the goal is armed. */
  static async open(simulator: TwitchSimulator, waiting: Waiting): Promise<WholeWay> {
    let table: PlayingTable | undefined
    const shop = await Shop.open(simulator, {
      scopes: BROADCASTER_SCOPES,
      event: {
        minimum: VIEWERS,
        trigger_id: waiting.triggerId,
        trigger_settings: JSON.stringify(waiting.settings),
        action_id: 'chat_message',
        action_settings: JSON.stringify({ message: waiting.message, as: 'gm' }),
      },
      seat: async ({ id: campaignId, ownerId }) => {
        table = await PlayingTable.open({ campaignId, ownerId })
        return table.tab.paired.connectionId
      },
    })
    if (!table) throw new Error('Nobody sat down at the table')

    await shop.redeem(VIEWERS)
    const [goal] = await testSql().run<{ id: string }>(
      'SELECT id FROM instances WHERE event_id = $1',
      [shop.stage.eventId]
    )
    if (!goal) throw new Error('No goal has begun')
    return new WholeWay(shop, table, goal.id)
  }

  get campaignId() {
    return this.shop.stage.campaignId
  }

  /** What everybody at the table reads. */
  get said() {
    return this.table.world.messages.map(({ content }) => content)
  }

  status() {
    return statusOf(this.goal)
  }

  /** How often something was ordered of the table. */
  async orders() {
    return (await commandsOf(this.goal)).length
  }

  /** Foundry refuses every message from now on. */
  breakTable() {
    this.table.world.beforeWrite = (what) => {
      if (what.startsWith('create ')) throw new Error('Foundry is out of sorts')
    }
  }

  /** What Twitch has been told of the viewers' points, once all is settled. */
  async onTwitch() {
    await this.shop.settle()
    const { UNFULFILLED, FULFILLED, CANCELED } = await this.shop.statuses()
    return { open: UNFULFILLED, fulfilled: FULFILLED, refunded: CANCELED }
  }
}

/** All viewers' points, in one state. */
export const all = (state: 'open' | 'fulfilled' | 'refunded') => ({
  ...{ open: 0, fulfilled: 0, refunded: 0 },
  [state]: VIEWERS,
})
