/** Where random bytes come from: one opening's stream, or a browser that only plays. */
export interface RandomBytes {
  next(): number
}

/** What fits into so many bytes can be reckoned with as a number, exactly. */
const MOST_BYTES = 6

/** True when whole numbers below `bound` can be drawn as numbers. */
export function fitsNumbers(bound: bigint): boolean {
  return bound <= 256n ** BigInt(MOST_BYTES)
}

/** How many bytes hold `bound - 1`, at least one. */
function bytesFor(bound: bigint): number {
  let count = 1
  for (let room = 256n; room < bound; room *= 256n) count++
  return count
}

/** Draws whole numbers below `bound`, which fits numbers; each is as likely as the others. */
export function uniformNumber(bound: number): (bytes: RandomBytes) => number {
  const count = bytesFor(BigInt(bound))
  const limit = Math.floor(256 ** count / bound) * bound
  return (bytes) => {
    for (;;) {
      let value = 0
      for (let read = 0; read < count; read++) value = value * 256 + bytes.next()
      if (value < limit) return value % bound
    }
  }
}

/** The same for bounds of any size. */
export function uniformBigInt(bound: bigint): (bytes: RandomBytes) => bigint {
  const count = bytesFor(bound)
  const limit = (256n ** BigInt(count) / bound) * bound
  return (bytes) => {
    for (;;) {
      let value = 0n
      for (let read = 0; read < count; read++) value = value * 256n + BigInt(bytes.next())
      if (value < limit) return value % bound
    }
  }
}
