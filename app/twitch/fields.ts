const ID = /^[\x21-\x7e]{1,200}$/

/** Something that came over the wire is not what it should be; `path` says where. */
export class MalformedData extends Error {
  constructor(
    public readonly path: string,
    public readonly expected: string
  ) {
    super(`${path || 'it'} should be ${expected}`)
  }
}

/**
 * Reads JSON from outside strictly: each getter returns what its name says or
 * throws MalformedData with the path of the field.
 */
export class Fields {
  #values: Record<string, unknown>

  constructor(
    value: unknown,
    private path = ''
  ) {
    if (!isRecord(value)) {
      throw new MalformedData(path, 'an object')
    }
    this.#values = value
  }

  static parse(text: string): Fields {
    try {
      return new Fields(JSON.parse(text))
    } catch (error) {
      throw error instanceof MalformedData ? error : new MalformedData('', 'JSON')
    }
  }

  get raw(): Record<string, unknown> {
    return this.#values
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined && this.#values[name] !== null
  }

  string(name: string): string {
    const value = this.#values[name]
    return typeof value === 'string' ? value : this.#wrong(name, 'text')
  }

  /** An identifier: plain characters, neither none nor absurdly many, and no space. */
  id(name: string): string {
    const value = this.string(name)
    return ID.test(value) ? value : this.#wrong(name, 'an id')
  }

  optionalString(name: string): string | null {
    return this.has(name) ? this.string(name) : null
  }

  /** One of these words, in whatever case. */
  word<Word extends string>(name: string, words: readonly Word[]): Word {
    const given = this.string(name).toLowerCase()
    return words.find((word) => word === given) ?? this.#wrong(name, words.join(', '))
  }

  integer(name: string): number {
    const value = this.#values[name]
    return Number.isSafeInteger(value) ? Number(value) : this.#wrong(name, 'a whole number')
  }

  boolean(name: string): boolean {
    const value = this.#values[name]
    return typeof value === 'boolean' ? value : this.#wrong(name, 'true or false')
  }

  date(name: string): Date {
    const value = new Date(this.string(name))
    return Number.isNaN(value.getTime()) ? this.#wrong(name, 'a time') : value
  }

  object(name: string): Fields {
    return new Fields(this.#values[name], this.#at(name))
  }

  list(name: string): Fields[] {
    const value = this.#values[name]
    return Array.isArray(value)
      ? value.map((item, index) => new Fields(item, `${this.#at(name)}.${index}`))
      : this.#wrong(name, 'a list')
  }

  /** The words of a list, or of one text separated by spaces: Twitch writes scopes both ways. */
  words(name: string): string[] {
    const value = this.#values[name]
    if (typeof value === 'string') {
      return value.split(' ').filter(Boolean)
    }
    return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : []
  }

  #at(name: string): string {
    return this.path ? `${this.path}.${name}` : name
  }

  #wrong(name: string, expected: string): never {
    throw new MalformedData(this.#at(name), expected)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
