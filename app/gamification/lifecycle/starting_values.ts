import type { SqlValue } from '#core/sql'
import type { Share } from '#gamification/lifecycle/read_shares'
import { ObjectiveCalculator } from '#gamification/objective_calculator'

/** What the shares add up to: objective, viewers, where their number is from, and its age. */
export function summed(shares: Share[]) {
  const ages = shares.flatMap(({ ageSeconds }) => (ageSeconds === null ? [] : [ageSeconds]))
  return {
    objective: ObjectiveCalculator.forGroup(shares),
    viewers: shares.reduce((sum, { viewers }) => sum + viewers, 0),
    source: shares.every(({ source }) => source === 'live') ? 'live' : 'fallback',
    ageSeconds: ages.length > 0 ? Math.max(...ages) : null,
  }
}

/** Keeps who has which part of a group's objective; takes `shareValues`. */
export const INSERT_SHARES = `
  INSERT INTO instance_shares (instance_id, streamer_id, viewer_count, viewer_count_source, objective)
  SELECT $1, * FROM unnest($2::uuid[], $3::int[], $4::text[], $5::int[])`

export const shareValues = (instanceId: string, shares: Share[]): SqlValue[] => [
  instanceId,
  shares.map(({ streamerId }) => streamerId),
  shares.map(({ viewers }) => viewers),
  shares.map(({ source }) => source),
  shares.map(({ viewers, rules }) => ObjectiveCalculator.for(viewers, rules)),
]
