import type { World } from '../world/world.ts'
import type { Outcome, Prediction } from '../world/polls.ts'

const TOP_SHOWN = 10

function stakeOn({ predictors }: Outcome): number {
  return [...predictors.values()].reduce((sum, points) => sum + points, 0)
}

/** Who was right shares the whole pot by the stakes; null unless it was resolved. */
function winOf({ status, outcomes, winningOutcomeId }: Prediction, chosen: Outcome, stake: number) {
  if (status !== 'RESOLVED') return null
  if (chosen.id !== winningOutcomeId) return 0
  const pot = outcomes.reduce((sum, outcome) => sum + stakeOn(outcome), 0)
  return Math.floor((pot * stake) / stakeOn(chosen))
}

/** An outcome as events show it, and Helix but for the colour. */
export function describeOutcome(world: World, prediction: Prediction, outcome: Outcome) {
  const { id, title, color, predictors } = outcome
  const top = [...predictors].sort((one, other) => other[1] - one[1]).slice(0, TOP_SHOWN)
  return {
    id,
    title,
    users: predictors.size,
    channel_points: stakeOn(outcome),
    top_predictors: top.map(([userId, points]) => {
      const user = world.users.find(userId)
      return {
        user_id: userId,
        user_login: user?.login ?? '',
        user_name: user?.displayName ?? '',
        channel_points_used: points,
        channel_points_won: winOf(prediction, outcome, points),
      }
    }),
    color: color.toLowerCase(),
  }
}
