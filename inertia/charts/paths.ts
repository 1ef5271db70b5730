export interface Dot {
  x: number
  y: number
}

const write = ({ x, y }: Dot) => `${x.toFixed(1)} ${y.toFixed(1)}`

/** The runs of what is known: where nothing is, the line has a gap. */
export function runs(dots: (Dot | null)[]): Dot[][] {
  const all: Dot[][] = [[]]
  for (const dot of dots) {
    if (dot) {
      all.at(-1)?.push(dot)
    } else if (all.at(-1)?.length) {
      all.push([])
    }
  }
  return all.filter((run) => run.length > 0)
}

/** A line through them; a single one becomes a short stroke, so that it is seen. */
export function line(run: Dot[]): string {
  const [only] = run
  const dots = run.length === 1 && only ? [only, { ...only, x: only.x + 2 }] : run
  return `M${dots.map(write).join('L')}`
}

/** The same, filled down to `floor`. */
export function area(run: Dot[], floor: number): string {
  const first = run[0]
  const last = run.at(-1)
  return first && last
    ? `${line(run)}L${write({ x: last.x, y: floor })}L${write({ x: first.x, y: floor })}Z`
    : ''
}
