import { UnknownHandlerException } from '#gamification/handlers/unknown_handler_exception'

type HandlerClass = { id: string; new (...dependencies: never[]): object }
type Barrel<Handler> = Record<string, () => Promise<{ default: Handler }>>
type Make<Handler extends HandlerClass> = (handler: Handler) => Promise<InstanceType<Handler>>

/**
 * The handlers known for one kind, by id, each built once by the container.
 * Filled from a generated barrel; packages register theirs from a provider.
 */
export abstract class Registry<Handler extends HandlerClass> {
  #handlers = new Map<string, Handler>()
  #built = new Map<string, Promise<InstanceType<Handler>>>()

  constructor(
    private kind: string,
    private make: Make<Handler>
  ) {}

  async load(barrel: Barrel<Handler>): Promise<this> {
    const modules = await Promise.all(Object.values(barrel).map((importHandler) => importHandler()))
    modules.forEach((module) => this.register(module.default))
    return this
  }

  /** @throws Error when another handler has the id */
  register(handler: Handler): this {
    if (this.#handlers.has(handler.id)) {
      throw new Error(`The ${this.kind} id "${handler.id}" is already taken`)
    }

    this.#handlers.set(handler.id, handler)
    return this
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
  async resolve(id: string): Promise<InstanceType<Handler>> {
    const handler = this.get(id)
    const built = this.#built.get(id) ?? this.make(handler)
    this.#built.set(id, built)
    return built
  }

  all(): Handler[] {
    return [...this.#handlers.values()]
  }
}
