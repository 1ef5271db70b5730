/** A stream that drops comes back within these, or is over. */
const OFFLINE_MINUTES = 10

/** SQL condition on `channel_states h`. */
export const IS_OFF = `(NOT h.is_live AND h.offline_since <= now() - interval '${OFFLINE_MINUTES} minutes')`

/**
 * SQL condition on `instances i`: its streamer has been offline for ten minutes; of
 * a group's, everybody who has it on sale. Of whom nothing is known, nothing is
 * assumed.
 */
export const OFF_THE_AIR = `CASE
  WHEN i.streamer_id IS NOT NULL THEN EXISTS (
    SELECT FROM channel_states h WHERE h.streamer_id = i.streamer_id AND ${IS_OFF})
  ELSE COALESCE((
    SELECT bool_and(${IS_OFF} IS TRUE)
    FROM campaign_members m
    JOIN streamer_configs s
      ON s.event_id = i.event_id AND s.streamer_id = m.user_id AND s.is_enabled
    LEFT JOIN channel_states h ON h.streamer_id = m.user_id
    WHERE m.campaign_id = i.campaign_id AND m.is_live), false)
  END`
