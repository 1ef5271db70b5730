import { randomBytes, createHash } from 'node:crypto'

/**
 * A version 7 uuid: the first 48 bits are the time, so that new rows land at
 * the end of an index. PostgreSQL 15 cannot make them itself.
 *
 * @see RFC 9562, section 5.7
 */
export function uuidv7(millis = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(millis, 0, 6)
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)

  const hex = bytes.toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

/**
 * 256 random bits, URL-safe. The prefix tells a person what kind of secret it is.
 */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`
}

/**
 * How a secret of 256 random bits is stored: such a secret cannot be guessed,
 * so a plain hash is enough, and it can be looked up by index.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** PostgreSQL throws on a malformed uuid; a bad id in a URL is just not found. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}
