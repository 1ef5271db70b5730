/** A value from outside that has the wrong type or is missing; `message` names the field. */
export class FieldError extends Error {}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Typed reading of JSON that came from outside. Absent and null fields read as undefined; a field
 * of another type throws FieldError.
 */
export class Fields {
  readonly #source: Record<string, unknown>

  constructor(source: unknown) {
    if (source !== undefined && source !== null && !isRecord(source)) {
      throw new FieldError('The body must be a JSON object')
    }
    this.#source = source ?? {}
  }

  has(name: string): boolean {
    return this.#source[name] !== undefined && this.#source[name] !== null
  }

  string(name: string): string | undefined {
    const value = this.#read(name)
    if (value === undefined || typeof value === 'string') return value
    throw new FieldError(`The parameter "${name}" was malformed: it must be a string`)
  }

  number(name: string): number | undefined {
    const value = this.#read(name)
    if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value
    throw new FieldError(`The parameter "${name}" was malformed: it must be a number`)
  }

  integer(name: string): number | undefined {
    const value = this.number(name)
    if (value === undefined || Number.isSafeInteger(value)) return value
    throw new FieldError(`The parameter "${name}" was malformed: it must be a whole number`)
  }

  boolean(name: string): boolean | undefined {
    const value = this.#read(name)
    if (value === undefined || typeof value === 'boolean') return value
    throw new FieldError(`The parameter "${name}" was malformed: it must be true or false`)
  }

  strings(name: string): string[] | undefined {
    const value = this.#read(name)
    if (value === undefined) return undefined
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
    throw new FieldError(`The parameter "${name}" was malformed: it must be a list of strings`)
  }

  objects(name: string): Fields[] | undefined {
    const value = this.#read(name)
    if (value === undefined) return undefined
    if (Array.isArray(value)) return value.map((item) => new Fields(item))
    throw new FieldError(`The parameter "${name}" was malformed: it must be a list of objects`)
  }

  object(name: string): Fields | undefined {
    const value = this.#read(name)
    return value === undefined ? undefined : new Fields(value)
  }

  need(name: string): string {
    const value = this.string(name)
    if (value) return value
    throw new FieldError(`Missing required parameter "${name}"`)
  }

  /** One of a closed list; undefined when absent. */
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.string(name)
    if (value === undefined) return undefined
    const found = choices.find((choice) => choice === value)
    if (found !== undefined) return found
    throw new FieldError(
      `The parameter "${name}" was malformed: it must be one of ${choices.join(', ')}`
    )
  }

  keys(): string[] {
    return Object.keys(this.#source)
  }

  /** The object as it came. */
  raw(): Record<string, unknown> {
    return this.#source
  }

  #read(name: string): unknown {
    return this.#source[name] ?? undefined
  }
}
