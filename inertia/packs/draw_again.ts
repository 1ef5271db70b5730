import { type DrawnPack, drawCards } from '#packs/draw/draw_cards'
import type { PreparedEdition } from '#packs/draw/prepare_edition'
import type { RandomBytes } from '#packs/draw/uniform'

/** All that decides a pack, as published. */
export interface PublishedPack {
  number: number
  redemptionId: string
  editionSha256: string
  pityBefore: number
}

const FIRST_BLOCKS = 4

/** The browser signs in the background only, so the bytes are made first; too few, and it is drawn again with more. */
class MadeBytes implements RandomBytes {
  #at = 0

  constructor(private readonly bytes: Uint8Array) {}

  next(): number {
    if (this.#at === this.bytes.length) throw new TooFewBytes()
    return this.bytes[this.#at++]
  }
}

class TooFewBytes extends Error {}

/** The key that a revealed seed signs with. */
export function keyOf(seed: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  return crypto.subtle.importKey('raw', fromHex(seed), algorithm, false, ['sign'])
}

/** Draws a pack again in this browser. */
export async function drawAgain(
  prepared: PreparedEdition,
  key: CryptoKey,
  pack: PublishedPack
): Promise<DrawnPack> {
  for (let blocks = FIRST_BLOCKS; ; blocks *= 2) {
    const bytes = await makeBytes(key, pack, blocks)
    try {
      return drawCards(prepared, new MadeBytes(bytes), pack.pityBefore)
    } catch (error) {
      if (!(error instanceof TooFewBytes)) throw error
    }
  }
}

async function makeBytes(
  key: CryptoKey,
  { number, redemptionId, editionSha256 }: PublishedPack,
  blocks: number
): Promise<Uint8Array> {
  const texts = Array.from(
    { length: blocks },
    (_, index) => `${number}:${redemptionId}:${editionSha256}:${index}`
  )
  const signed = await Promise.all(
    texts.map((text) => crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)))
  )
  return Uint8Array.from(signed.flatMap((block) => [...new Uint8Array(block)]))
}

/** The SHA-256 of a text, or of bytes written in hex, in hex. */
export async function sha256(content: { text: string } | { hex: string }): Promise<string> {
  const bytes = 'text' in content ? new TextEncoder().encode(content.text) : fromHex(content.hex)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
