import { createHmac } from 'node:crypto'
import type { RandomBytes } from '#packs/draw/uniform'

/** What makes an opening's stream its own. */
export interface OpeningKey {
  /** The nonce. */
  number: number | bigint | string
  redemptionId: string
  editionSha256: string
}

/** What is signed for block `index`. */
export function blockMessage(
  { number, redemptionId, editionSha256 }: OpeningKey,
  index: number
): string {
  return `${number}:${redemptionId}:${editionSha256}:${index}`
}

/** The bytes of one opening: as long as anybody reads, and the same for everybody who knows the seed. */
export class RandomStream implements RandomBytes {
  #block = Buffer.alloc(0)
  #at = 0
  #blocks = 0

  constructor(
    private readonly seed: Buffer,
    private readonly key: OpeningKey
  ) {}

  /** The next byte. */
  next(): number {
    if (this.#at === this.#block.length) {
      const message = blockMessage(this.key, this.#blocks++)
      this.#block = createHmac('sha256', this.seed).update(message).digest()
      this.#at = 0
    }
    return this.#block[this.#at++]
  }
}
