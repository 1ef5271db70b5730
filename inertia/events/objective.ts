/** As the server freezes it when an instance starts. */
export function objectiveFor(
  viewers: number,
  { coefficient, minimum }: { coefficient: number; minimum: number }
): number {
  return Math.max(1, minimum, Math.round(viewers * coefficient))
}
