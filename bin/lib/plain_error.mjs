/**
 * Something a person can put right: shown as its sentence alone, without a stack. Anything
 * else that is thrown is a bug of ours and is shown in full.
 */
export class PlainError extends Error {
  name = 'PlainError'
}
