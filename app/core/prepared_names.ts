const texts = new Set<string>()

/**
 * Marks a text that is prepared once on each connection, with the plan of its first few
 * executions: for what is asked very often and finds its rows by a key, whatever the size of
 * its tables. A plan for what is large now and was empty then would be a bad one for a minute.
 */
export function kept(text: string): string {
  texts.add(text)
  return text
}

/** Names of prepared statements: one for each text, the same on all connections. */
export class PreparedNames {
  #names = new Map<string, string>()
  #count = 0

  /** Undefined for a text that is not kept. */
  of(text: string): string | undefined {
    return this.#names.get(text) ?? (texts.has(text) ? this.#name(text) : undefined)
  }

  /** What is prepared under the old name is of no use any more. */
  renew(text: string): void {
    this.#name(text)
  }

  #name(text: string): string {
    const name = `s${++this.#count}`
    this.#names.set(text, name)
    return name
  }
}
