import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'
import { hasLeaseHolder } from '#foundry/lease/has_lease_holder'
import { whyHeld } from '#gamification/control/halted'
import type { Signal } from '#gamification/handlers/signals'
import { ApplySignal } from '#gamification/table/apply_signal'
import { PollListener, type PollNews } from '#polls/ports'

/** More goals than that a campaign hardly has waiting for one poll. */
const MOST = 100

/**
 * What a poll does to the game: unlike a roll it may set off several goals, each streamer's
 * own and those that wait for other options; and each of them once, however often the poll
 * is told of.
 */
@inject()
export class ApplyPoll extends PollListener {
  constructor(private signals: ApplySignal) {
    super()
  }

  async onPoll(sql: Sql, news: PollNews, after: AfterCommit): Promise<boolean> {
    const { campaignId, pollId } = news
    if (await whyHeld(sql, campaignId)) {
      return false
    }
    const origin = { campaignId, streamerId: 'everybody' as const, key: `poll:${pollId}` }
    const signal = toSignal(news)
    for (let turn = 0; turn < MOST; turn++) {
      if ((await this.signals.execute(sql, after, signal, origin)) === null) {
        break
      }
    }
    // What waits for the table may still be set off when it is back.
    return hasLeaseHolder(sql, campaignId)
  }
}

function toSignal({ pollId, question, options, total, isOver }: PollNews): Signal<'poll.voted'> {
  return {
    name: 'poll.voted',
    at: new Date(),
    data: {
      pollId,
      question,
      options: options.map(({ text, votes }, index) => ({
        id: String(index + 1),
        title: text,
        votes,
      })),
      total,
      ended: isOver,
    },
  }
}
