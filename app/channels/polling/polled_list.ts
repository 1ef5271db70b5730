import type { Sql } from '#core/sql'
import type { AudienceApi, AudienceSource } from '#twitch/api/audience_api'
import type { ListEnd, ListPage } from '#channels/history/state_list'
import type { Pass } from '#channels/polling/poll_rows'

/** Who was known, and was not met when the whole list was read. */
export interface Suspect {
  viewerId: number
  /** Twitch's user id. */
  twitchId: string
}

/** What a page or a batch of doubts came to. */
export interface PageResult {
  listed: number
  found: number
  /** Where it goes on; null when that was the last. */
  next: string | null
}

interface ListOptions<Entry> {
  source: AudienceSource<Entry>
  /** States a page in the history; answers how many were not known. */
  state: (page: ListPage<Entry>) => Promise<number>
  /** Ends what was not met since the pass began; answers how many. */
  complete: (end: ListEnd) => Promise<number>
  suspects: (sql: Sql, pass: Pass, after: number, limit: number) => Promise<Suspect[]>
  isWanted?: (entry: Entry, channelId: string) => boolean
}

/** What the runner of a pass needs of a list, whatever its entries are. */
export interface PolledList {
  page: (pass: Pass, now: () => Date, signal: AbortSignal) => Promise<PageResult>
  doubts: (pass: Pass, now: () => Date, sql: Sql, signal: AbortSignal) => Promise<PageResult>
  complete: (end: ListEnd) => Promise<number>
}

/** Asked about one by one, or a page of them at once. */
const DOUBTS = 50

/**
 * One of Twitch's lists of a channel with its way into the history. Pages move while a list is read: somebody may
 * slip from one to the other unseen. So nobody is gone for not having been met alone;
 * Twitch is asked about each first.
 */
export function polledList<Entry>(api: AudienceApi, options: ListOptions<Entry>): PolledList {
  const { source, state, complete, suspects, isWanted = () => true } = options
  const tell = async (page: ListPage<Entry>) => (page.entries.length > 0 ? state(page) : 0)

  return {
    complete,
    page: async (pass, now, signal) => {
      const { channelId, isFirst } = pass
      const { entries, next } = await api.page(source, channelId, pass.cursor, signal)
      const wanted = entries.filter((entry) => isWanted(entry, channelId))
      const found = await tell({ channelId, isFirst, at: now(), entries: wanted })
      return { listed: wanted.length, found, next }
    },
    doubts: async (pass, now, sql, signal) => {
      const { channelId, isFirst } = pass
      const some = await suspects(sql, pass, Number(pass.cursor ?? 0), DOUBTS)
      const ids = some.map(({ twitchId }) => twitchId)
      const entries = await api.among(source, channelId, ids, signal)
      const found = await tell({ channelId, isFirst, at: now(), entries })
      const last = some.at(-1)
      const next = some.length === DOUBTS && last ? String(last.viewerId) : null
      return { listed: entries.length, found, next }
    },
  }
}
