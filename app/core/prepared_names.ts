/** A text made anew for each call would otherwise fill the database's memory. */
const MAX = 1_000

/** Names of prepared statements: one for each text, the same on all connections. */
export class PreparedNames {
  #names = new Map<string, string>()
  #count = 0

  /** Undefined when there are too many: such a statement is not kept. */
  of(text: string): string | undefined {
    const known = this.#names.get(text)
    return known ?? (this.#names.size < MAX ? this.#name(text) : undefined)
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
