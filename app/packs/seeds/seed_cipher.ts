import { createHash, randomBytes } from 'node:crypto'
import encryption from '@adonisjs/core/services/encryption'

const SEED_BYTES = 32

/** Nobody may know it before the packs are open: encrypted for one seed's row, and no other use. */
const purpose = (seedId: string) => `pack_seed:${seedId}`

/** A new seed, as its row keeps it. */
export function sealNewSeed(seedId: string): { sealed: string; sha256: string } {
  const seed = randomBytes(SEED_BYTES)
  return {
    sealed: encryption.encrypt(seed.toString('hex'), undefined, purpose(seedId)),
    sha256: createHash('sha256').update(seed).digest('hex'),
  }
}

/** The seed's bytes; null when the app's key is another one than when it was sealed. */
export function openSeed(seedId: string, sealed: string): Buffer | null {
  const seed = encryption.decrypt<string>(sealed, purpose(seedId))
  return seed === null ? null : Buffer.from(seed, 'hex')
}
