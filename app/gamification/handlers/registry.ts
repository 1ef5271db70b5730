import { problemOf } from '#gamification/handlers/handler_shape'
import { UnknownHandlerException } from '#gamification/handlers/unknown_handler_exception'

type HandlerClass = { id: string; new (...dependencies: never[]): object }
type Barrel<Handler> = Record<string, () => Promise<{ default: Handler }>>
/** `InstanceType` knows nothing of constructors that take anything. */
type Built<Handler> = Handler extends { new (...dependencies: never[]): infer Instance }
  ? Instance
  : never
type Make<Handler extends HandlerClass> = (handler: Handler) => Promise<Built<Handler>>

export type HandlerKind = 'trigger' | 'action'

/** A handler that could not be taken in, by its id or else its file. */
export interface BrokenHandler {
  kind: HandlerKind
  name: string
  reason: string
}

/**
 * The handlers known for one kind, by id, each built once by the container.
 * Filled from a generated barrel; packages add theirs from a provider. What is broken
 * is left out and named, so that everything else works.
 */
export abstract class Registry<Handler extends HandlerClass> {
  #handlers = new Map<string, Handler>()
  #built = new Map<string, Promise<Built<Handler>>>()
  #broken: BrokenHandler[] = []

  constructor(
    private kind: HandlerKind,
    private make: Make<Handler>
  ) {}

  async load(barrel: Barrel<Handler>): Promise<this> {
    const loads = Object.entries(barrel).map(async ([name, importHandler]) => {
      try {
        const module = await importHandler()
        return { name, handler: module.default }
      } catch (error) {
        this.#isBroken(name, error)
        return null
      }
    })
    for (const loaded of await Promise.all(loads)) {
      if (loaded) this.add(loaded.handler, loaded.name)
    }
    return this
  }

  /** Takes a handler in, or notes why it cannot: the way of packages. */
  add(handler: Handler, name?: string): this {
    try {
      return this.register(handler)
    } catch (error) {
      this.#isBroken(name ?? String(Object(handler).id ?? 'nameless'), error)
      return this
    }
  }

  /** @throws Error when it is no handler, or another one has the id */
  register(handler: Handler): this {
    const problem = problemOf(this.kind, handler)
    if (problem) {
      throw new Error(problem)
    }
    if (this.#handlers.has(handler.id)) {
      throw new Error(`The ${this.kind} id "${handler.id}" is already taken`)
    }

    this.#handlers.set(handler.id, handler)
    return this
  }

  /** Handlers that are there and cannot be used. */
  get broken(): readonly BrokenHandler[] {
    return this.#broken
  }

  has(id: string): boolean {
    return this.#handlers.has(id)
  }

  /** @throws UnknownHandlerException */
  get(id: string): Handler {
    const handler = this.#handlers.get(id)

    if (!handler) {
      throw new UnknownHandlerException(this.kind, id)
    }

    return handler
  }

  /** @throws UnknownHandlerException */
  async resolve(id: string): Promise<Built<Handler>> {
    const handler = this.get(id)
    const built = this.#built.get(id) ?? this.make(handler)
    this.#built.set(id, built)
    return built
  }

  all(): Handler[] {
    return [...this.#handlers.values()]
  }

  #isBroken(name: string, error: unknown) {
    const reason = error instanceof Error ? error.message : String(error)
    this.#broken.push({ kind: this.kind, name, reason })
  }
}
