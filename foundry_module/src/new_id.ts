/**
 * A random uuid (v4). `crypto.randomUUID` does not exist on plain `http://`,
 * which is how most Foundry worlds on a home network are served.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [8, 12, 16, 20, 32].map((end, i, ends) => hex.slice(ends[i - 1] ?? 0, end)).join('-')
}

/**
 * The id of the document a command makes: the random end of its uuid, so that
 * a repeat meets the document that is already there.
 */
export function documentIdOf(commandId: string): string {
  return commandId.replaceAll('-', '').slice(-16).padStart(16, '0')
}
