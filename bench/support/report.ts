import { availableParallelism } from 'node:os'

/** One line of a bench's result; `reference` is null where there is nothing to compare with. */
export interface BenchCase {
  case: string
  unit: string
  ours: number
  reference: number | null
  ratio: number | null
  p50_ms: number | null
  p99_ms: number | null
  lost: number
  doubled: number
}

const rounded = (value: number | null, digits: number) =>
  value === null ? null : Number(value.toFixed(digits))

/** Progress for whoever watches; with `--json` it goes to stderr's side of things, before the last line. */
export function progress(message: string): void {
  process.stdout.write(`${message}\n`)
}

/** Ends a bench with its one JSON line. */
export function report(name: string, cases: BenchCase[]): void {
  const line = {
    name,
    node: process.version,
    cpus: availableParallelism(),
    cases: cases.map((one) => ({
      ...one,
      ours: rounded(one.ours, 1),
      reference: rounded(one.reference, 1),
      ratio: rounded(one.ratio, 2),
      p50_ms: rounded(one.p50_ms, 2),
      p99_ms: rounded(one.p99_ms, 2),
    })),
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** The value below which a share of the sorted durations lies. */
export function percentile(durations: number[], share: number): number {
  const sorted = Float64Array.from(durations).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
