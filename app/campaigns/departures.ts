import type { Sql } from '#core/sql'
import type { AfterCommit } from '#core/transact'

export interface Departure {
  campaignId: string
  streamerId: string
}

export interface GmDeparture {
  campaignId: string
  gmId: string
}

type Listener<News> = (sql: Sql, after: AfterCommit, news: News) => Promise<void>

/**
 * What must happen when somebody's part in a campaign ends. A streamer's does by
 * leaving, removal, archiving, another live campaign, a deleted account; a GM's by
 * leaving, removal, a deleted account; everybody's when it is archived. Features
 * above register theirs; all run in the transaction that ends it, so nothing is
 * left half done.
 */
export class Departures {
  #ofStreamers: Listener<Departure>[] = []
  #ofGms: Listener<GmDeparture>[] = []
  #ofCampaigns: Listener<string>[] = []

  whenStreamerLeaves(listener: Listener<Departure>) {
    this.#ofStreamers.push(listener)
  }

  whenGmLeaves(listener: Listener<GmDeparture>) {
    this.#ofGms.push(listener)
  }

  /** Told the campaign's id, before each of its streamers leaves. */
  whenArchived(listener: Listener<string>) {
    this.#ofCampaigns.push(listener)
  }

  async streamerLeaves(sql: Sql, after: AfterCommit, departure: Departure): Promise<void> {
    await tell(this.#ofStreamers, sql, after, departure)
  }

  async gmLeaves(sql: Sql, after: AfterCommit, departure: GmDeparture): Promise<void> {
    await tell(this.#ofGms, sql, after, departure)
  }

  async campaignEnds(sql: Sql, after: AfterCommit, campaignId: string): Promise<void> {
    await tell(this.#ofCampaigns, sql, after, campaignId)
  }
}

async function tell<News>(listeners: Listener<News>[], sql: Sql, after: AfterCommit, news: News) {
  for (const listener of listeners) {
    await listener(sql, after, news)
  }
}
