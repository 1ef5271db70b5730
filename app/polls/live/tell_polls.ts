import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Logger } from '@adonisjs/core/logger'
import { Coalescer } from '#core/coalescer'
import { Broadcaster } from '#core/realtime/broadcaster'
import {
  campaignChannel,
  publicCampaignChannel,
  streamerChannel,
  streamerPolls,
} from '#core/realtime/channels'
import { onLucid, type Sql } from '#core/sql'
import { PollTold } from '#polls/live/poll_told'
import { type ReadPoll, toPublic } from '#polls/poll_state'
import { readPoll } from '#polls/read_polls'

/** Live enough for a person, however fast votes come. */
const EVERY_MS = 500

/** Tells the pages of a campaign how its poll stands: the whole state, of which the latest version wins. */
@inject()
export class TellPolls {
  #tell = new Coalescer<string>(
    EVERY_MS,
    (pollId) => pollId,
    (pollId) => void this.#send(pollId)
  )

  constructor(
    private broadcaster: Broadcaster,
    private logger: Logger
  ) {}

  changed(pollId: string): void {
    this.#tell.push(pollId, pollId)
  }

  /** A page that misses this is fresh again with the next vote, so a failure is only written down. */
  async #send(pollId: string): Promise<void> {
    try {
      const sql = onLucid(db.connection())
      const read = await readPoll(sql, pollId)
      if (!read) return
      const { campaignId, poll } = read
      const streamers = await stillHere(sql, read)
      const members = [
        campaignChannel(campaignId),
        ...streamers.flatMap((id) => [streamerChannel(id), streamerPolls(id)]),
      ]
      this.broadcaster.send(members, { event: 'poll:changed', data: poll })
      this.broadcaster.send(publicCampaignChannel(campaignId), {
        event: 'poll:changed',
        data: toPublic(poll),
      })
      await PollTold.dispatch(poll)
    } catch (error) {
      this.logger.warn({ event: 'polls.not_told', pollId, err: error }, 'Pages do not know')
    }
  }
}

/** Who has left is not told what goes wrong on the others' channels. */
async function stillHere(sql: Sql, { campaignId, poll }: ReadPoll): Promise<string[]> {
  const rows = await sql.run<{ id: string }>(
    `SELECT user_id AS id FROM campaign_members
     WHERE campaign_id = $1 AND role = 'streamer' AND user_id = ANY ($2::uuid[])`,
    [campaignId, poll.channels.flatMap(({ streamerId }) => streamerId ?? [])]
  )
  return rows.map(({ id }) => id)
}
