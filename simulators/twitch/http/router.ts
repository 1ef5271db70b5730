import type { Reply } from './reply.ts'
import { notFound } from './problem.ts'
import type { Request } from './request.ts'

export type Handler = (request: Request) => Reply | Promise<Reply>

/** Exact paths only: Twitch puts every parameter in the query or the body. */
export class Router {
  readonly #routes = new Map<string, Handler>()

  on(method: string, path: string, handler: Handler): this {
    this.#routes.set(`${method} ${path}`, handler)
    return this
  }

  /** @throws Problem 404 for an unknown method or path */
  find(request: Request): Handler {
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const handler = this.#routes.get(`${method} ${request.path}`)
    if (!handler) throw notFound(`There is no ${request.method} ${request.path} here`)
    return handler
  }

  has(request: Request): boolean {
    return this.#routes.has(`${request.method} ${request.path}`)
  }
}
