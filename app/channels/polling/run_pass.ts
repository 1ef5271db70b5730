import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import type { Sql } from '#core/sql'
import { TwitchError } from '#twitch/twitch_error'
import { AudienceLists } from '#channels/polling/audience_lists'
import { advance, finish, type Pass, postpone } from '#channels/polling/poll_rows'
import { pollingPace, spread } from '#channels/polling/polling_pace'

const FIRST_RETRY_SECONDS = 5

/**
 * Reads a list from where it is to its end, a page at a time, each stated in the history before the
 * place is moved on: whoever ends in between, reads a page twice, and none is left out. Only a list that was read to its
 * end tells who is gone.
 */
@inject()
export class RunPass {
  constructor(
    private lists: AudienceLists,
    private clock: Clock
  ) {}

  /** @param isOurs asked before each page: whether this process still owns the channel's polling */
  async execute(
    sql: Sql,
    begun: Pass,
    isOurs: () => Promise<boolean>,
    signal: AbortSignal
  ): Promise<void> {
    let pass: Pass | null = begun
    try {
      while (pass && (await isOurs())) {
        pass = await this.#step(sql, pass, signal)
      }
    } catch (error) {
      if (!signal.aborted) {
        await this.#failed(sql, pass ?? begun, error)
      }
    }
  }

  /** @returns how it goes on; null when it has come to its end, or is another's */
  async #step(sql: Sql, pass: Pass, signal: AbortSignal): Promise<Pass | null> {
    const list = this.lists.of(pass.subject)
    const now = () => this.#now()
    if (pass.stage === 'list') {
      const { next, ...counts } = await list.page(pass, now, signal)
      const stage = next === null ? 'doubts' : 'list'
      return advance(sql, pass, { stage, cursor: next, ...counts })
    }

    const { next, listed, found } = await list.doubts(pass, now, sql, signal)
    if (next !== null) {
      return advance(sql, pass, { stage: 'doubts', cursor: next, listed, found })
    }
    const { channelId, beganAt } = pass
    const gone = await list.complete({ channelId, passBeganAt: beganAt })
    await finish(sql, pass, { now: this.#now(), gone, pauseSeconds: this.#pause(pass) })
    return null
  }

  /** A list that takes long to read is read less often. */
  #pause({ mode, beganAt }: Pass): number {
    const { takingOver, standingBy } = pollingPace()
    const took = (this.clock.millis() - beganAt.getTime()) / 1_000
    const usual = spread(mode === 'taking_over' ? takingOver : standingBy)
    return Math.max(usual, Math.min(2 * took, standingBy))
  }

  async #failed(sql: Sql, pass: Pass, error: unknown): Promise<void> {
    const { streamerId, subject, attempts } = pass
    logger.warn(
      { event: 'polling.failed', streamerId, subject, err: error },
      'A list of Twitch’s could not be read'
    )
    const { takingOver, standingBy } = pollingPace()
    const isKnown = error instanceof TwitchError
    const longest = !isKnown || error.isRetryable ? takingOver : standingBy
    const asked = isKnown ? (error.retryAfterMs ?? 0) / 1_000 : 0
    const backoff = Math.min(longest, FIRST_RETRY_SECONDS * 2 ** Math.min(attempts, 16))
    await postpone(sql, pass, {
      now: this.#now(),
      pauseSeconds: Math.max(asked, spread(backoff)),
      problem: isKnown ? error.message : 'Something went wrong here. It is tried again by itself.',
      // A place in a list that Twitch does not know any more.
      isLost: isKnown && error.kind === 'invalid',
    })
  }

  #now(): Date {
    return this.clock.now().toJSDate()
  }
}
