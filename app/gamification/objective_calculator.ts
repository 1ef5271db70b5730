/**
 * How many contributions an instance needs. Frozen when it starts.
 */
export class ObjectiveCalculator {
  /**
   * @param viewers how many are watching, at least 0
   * @param rules of the streamer the viewers belong to
   * @returns `max(minimum, round(viewers x coefficient))`, never below 1
   */
  static for(viewers: number, rules: { coefficient: number; minimum: number }): number {
    return Math.max(1, rules.minimum, Math.round(viewers * rules.coefficient))
  }

  /**
   * A group objective is the sum of each streamer's own, so that small channels
   * are not drowned by a large one.
   */
  static forGroup(
    shares: { viewers: number; rules: { coefficient: number; minimum: number } }[]
  ): number {
    return Math.max(
      1,
      shares.reduce((sum, { viewers, rules }) => sum + this.for(viewers, rules), 0)
    )
  }
}
