import type { ChoiceSource } from '#gamification/handlers/choice'
import type { PreFlightContext, Problem } from '#gamification/handlers/problem'

type Pick = readonly [list: ChoiceSource, picked: { id: string; name: string } | undefined]

/** What the world does not have of what was picked from its lists. */
export async function missingPicks(
  context: PreFlightContext,
  ...picks: Pick[]
): Promise<Problem[]> {
  const problems = await Promise.all(
    picks.map(([list, picked]) => (picked ? context.missing(list, picked) : null))
  )
  return problems.filter((problem) => problem !== null)
}
