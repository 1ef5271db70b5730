import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { Exception } from '@adonisjs/core/exceptions'
import type Campaign from '#campaigns/campaign'
import { onLucid, type Sql } from '#core/sql'
import { Relay, type Watched } from '#rehearsal/relay'
import {
  beginRehearsal,
  failRehearsal,
  finishRehearsal,
  heardOf,
  watching,
} from '#rehearsal/rehearsal_rows'
import { runRehearsal } from '#rehearsal/run_rehearsal'
import { sixMinutes } from '#rehearsal/scene'

const HEARD_EVERY_MS = 1_000

interface Wish {
  viewers: number
  speed: number
}

/** Starts rehearsals of campaigns in this process, each at most one at a time, and ends them with it. */
@inject()
export class RehearseCampaign {
  #running = new Map<string, { stop: AbortController; ended: Promise<void> }>()

  constructor(private relay: Relay) {}

  /** @throws 409 when one is under way */
  async start(campaign: Campaign, by: string, { viewers, speed }: Wish): Promise<string> {
    const script = sixMinutes(viewers)
    const sql = onLucid(db.connection())
    const { seconds } = script
    const id = await beginRehearsal(sql, { campaignId: campaign.id, by, speed, viewers, seconds })
    if (id === null) {
      throw new Exception('A rehearsal is under way already. Wait until it has ended.', {
        status: 409,
        code: 'E_REHEARSING',
      })
    }

    const watched = {
      campaignId: campaign.id,
      streamerIds: await watching(sql, campaign.id),
      seconds,
    }
    const stop = new AbortController()
    const ended = this.#play(sql, id, watched, { script, speed, stop })
      .catch((error: unknown) => warn(error, 'It is not written down how a rehearsal ended'))
      .finally(() => this.#running.delete(id))
    this.#running.set(id, { stop, ended })
    return id
  }

  /** This process ends. */
  async stopAll(): Promise<void> {
    const running = [...this.#running.values()]
    running.forEach(({ stop }) => stop.abort())
    await this.idle()
  }

  /** Resolves when none is under way here. */
  async idle(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ ended }) => ended))
  }

  async #play(
    sql: Sql,
    id: string,
    watched: Watched,
    { script, speed, stop }: Parts
  ): Promise<void> {
    let second = 0
    const heard = setInterval(() => {
      this.#look(sql, id, second, watched).then(
        (goesOn) => goesOn || stop.abort(),
        (error: unknown) => warn(error, 'It is not known whether to go on')
      )
    }, HEARD_EVERY_MS)
    const shown = (work: Promise<void>) =>
      work.catch((error: unknown) => warn(error, 'A part of a rehearsal was not shown'))

    try {
      const outcome = await runRehearsal({
        campaignId: watched.campaignId,
        script,
        speed,
        signal: stop.signal,
        audience: {
          state: (state) => {
            second = state.second
            void shown(this.relay.state(watched, state))
          },
          shot: (shot) => void shown(this.relay.shot(watched, shot)),
        },
      })
      await finishRehearsal(sql, id, outcome)
    } catch (error) {
      warn(error, 'A rehearsal came to nothing')
      await failRehearsal(sql, id, error instanceof Error ? error.message : String(error))
    } finally {
      clearInterval(heard)
      await shown(this.relay.ended(watched))
    }
  }

  /** Whoever has gone on the air meanwhile sees the real thing at once. */
  async #look(sql: Sql, id: string, second: number, watched: Watched): Promise<boolean> {
    const still = await watching(sql, watched.campaignId)
    const gone = watched.streamerIds.filter((streamerId) => !still.includes(streamerId))
    watched.streamerIds = still
    await this.relay.gone(gone)
    return heardOf(sql, id, second)
  }
}

interface Parts {
  script: ReturnType<typeof sixMinutes>
  speed: number
  stop: AbortController
}

function warn(error: unknown, message: string): void {
  logger.warn({ event: 'rehearsal.trouble', err: error }, message)
}
