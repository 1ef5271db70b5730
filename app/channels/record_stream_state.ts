import { transact } from '#core/transact'
import { notify } from '#core/jobs/notifications'
import { ChannelStateChanged } from '#channels/channel_state_changed'

/** What is known of one channel; without a viewer count when only live or not was told. */
export interface StreamState {
  /** Twitch's user id. */
  twitchId: string
  isLive: boolean
  startedAt: Date | null
  viewerCount: number | null
  /** When Twitch told of it, by an event; what it tells later of an earlier moment changes nothing. */
  toldAt?: Date
}

/**
 * For SQL, of `channel_states`: what Twitch said longer ago may no longer be so.
 * Many samples must have failed, or no process was there to take them.
 *
 * @param alias of the table in the query
 */
export const stateIsKnown = (alias: string) => `(${alias}.heard_at > now() - interval '10 minutes')`

/**
 * For SQL: since when the channel has been off; null while it is on, and while nobody knows.
 *
 * @param alias of `channel_states` in the query
 */
export const offlineSince = (alias: string) =>
  `(CASE WHEN NOT ${alias}.is_live AND ${stateIsKnown(alias)} THEN ${alias}.offline_since END)`

/** Stands for no viewer count on the way into the database. */
const UNKNOWN = -1

/**
 * Keeps whether channels are live and how many watch. Only a sample counts as
 * fresh: an event that tells of a new stream says nothing about its viewers.
 */
export class RecordStreamState {
  /** @returns the channels, by Twitch's ids, of which it was believed */
  async execute(states: StreamState[]): Promise<Set<string>> {
    return transact(async (sql, after) => {
      const told = await sql.run<Told>(STORE, [
        states.map(({ twitchId }) => twitchId),
        states.map(({ isLive }) => isLive),
        states.map(({ startedAt }) => startedAt?.toISOString() ?? null),
        states.map(({ viewerCount }) => viewerCount ?? UNKNOWN),
        states.map(({ toldAt }) => toldAt?.toISOString() ?? null),
      ])

      const changed = told.filter(({ is_changed: isChanged }) => isChanged)
      if (changed.length > 0) {
        await notify(sql, 'rewards')
      }
      for (const { streamer_id: streamerId, is_live: isLive } of changed) {
        after.afterCommit(() => ChannelStateChanged.dispatch(streamerId, isLive))
      }
      return new Set(told.map((one) => one.twitch_id))
    })
  }
}

interface Told {
  streamer_id: string
  twitch_id: string
  is_live: boolean
  is_changed: boolean
}

/**
 * Answers what was believed, and whether a channel's being live has changed by it, or is known again. Twitch's list of streams is
 * minutes behind its events, so a sample that contradicts a fresh event waits;
 * `epoch` is the time of a state that no sample has confirmed yet.
 */
const STORE = `
  WITH told AS MATERIALIZED (
    SELECT a.user_id AS streamer_id, t.twitch_id, t.is_live, t.started_at, t.viewer_count, t.told_at,
      CASE WHEN ${stateIsKnown('s')} THEN s.is_live END AS was_live
    FROM (
      SELECT twitch_id, is_live, started_at, NULLIF(viewers, ${UNKNOWN}) AS viewer_count, told_at
      FROM unnest($1::text[], $2::boolean[], $3::timestamptz[], $4::int[], $5::timestamptz[])
        AS t(twitch_id, is_live, started_at, viewers, told_at)
    ) t
    JOIN twitch_accounts a ON a.twitch_id = t.twitch_id
    LEFT JOIN channel_states s ON s.streamer_id = a.user_id
    WHERE (t.told_at IS NULL OR s.told_at IS NULL OR s.told_at <= t.told_at)
      AND (t.viewer_count IS NULL OR s.sampled_at IS DISTINCT FROM 'epoch' OR NOT (
      (s.is_live AND NOT t.is_live AND s.started_at > now() - interval '3 minutes')
      OR (t.is_live AND NOT s.is_live AND s.offline_since > now() - interval '3 minutes'
          AND t.started_at <= s.started_at)))
    ORDER BY a.user_id
  ), stored AS (
    INSERT INTO channel_states AS s
      (streamer_id, is_live, viewer_count, started_at, offline_since, sampled_at, heard_at, told_at)
    SELECT streamer_id, is_live, COALESCE(viewer_count, 0), started_at,
      CASE WHEN NOT is_live THEN now() END,
      CASE WHEN viewer_count IS NULL THEN timestamptz 'epoch' ELSE now() END, now(), told_at
    FROM told
    ON CONFLICT (streamer_id) DO UPDATE SET
      heard_at = excluded.heard_at,
      told_at = GREATEST(s.told_at, excluded.told_at),
      is_live = excluded.is_live,
      viewer_count = CASE WHEN excluded.sampled_at = 'epoch' AND s.is_live = excluded.is_live
                          THEN s.viewer_count ELSE excluded.viewer_count END,
      started_at = COALESCE(excluded.started_at, s.started_at),
      offline_since = CASE WHEN excluded.is_live THEN NULL
                           ELSE COALESCE(s.offline_since, excluded.offline_since) END,
      sampled_at = CASE WHEN s.is_live = excluded.is_live
                        THEN GREATEST(s.sampled_at, excluded.sampled_at)
                        ELSE excluded.sampled_at END
    WHERE excluded.told_at IS NULL OR s.told_at IS NULL OR s.told_at <= excluded.told_at
  )
  SELECT streamer_id, twitch_id, is_live, is_live IS DISTINCT FROM was_live AS is_changed FROM told`
