import { type DrawnPack, drawCards } from '#packs/draw/draw_cards'
import type { PreparedEdition } from '#packs/draw/prepare_edition'
import { type OpeningKey, RandomStream } from '#packs/draw/random_stream'

/** All that decides a pack, beside its edition. */
export interface PackKey extends OpeningKey {
  /** The 32 bytes, not their hex. */
  seed: Buffer
  pityBefore: number
}

/** Draws the pack of an opening: the same for everybody who knows these. */
export function drawPack(prepared: PreparedEdition, key: PackKey): DrawnPack {
  return drawCards(prepared, new RandomStream(key.seed, key), key.pityBefore)
}
