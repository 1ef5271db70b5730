/** A GM who does not answer within these ends an approval in a refund. */
export const DECISION_MINUTES = 10

/**
 * SQL assignments for `instances i` when its goal is reached other than by
 * counting: armed, or on to the GM or the table where no trigger is waited for.
 */
export const REACHED = `armed_at = now(),
  status = CASE WHEN i.mode = 'consume' THEN 'armed'
                WHEN i.approval_required THEN 'awaiting_approval' ELSE 'executing' END,
  expires_at = CASE
    WHEN i.mode <> 'consume' AND i.approval_required THEN now() + interval '${DECISION_MINUTES} minutes'
    WHEN i.mode <> 'consume' THEN NULL
    ELSE COALESCE(now() + make_interval(secs => (i.rules->>'armedSeconds')::int), i.expires_at)
  END`
