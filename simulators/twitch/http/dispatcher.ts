import { json, type Reply } from './reply.ts'
import { FieldError } from '../../shared/fields.ts'
import { badRequest, forbidden, Problem } from './problem.ts'
import type { Request } from './request.ts'
import type { Simulation } from '../simulation.ts'

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/** Takes a request through faults, rate limit and its handler, and words what went wrong. */
export class Dispatcher {
  readonly #simulation: Simulation

  constructor(simulation: Simulation) {
    this.#simulation = simulation
  }

  async answer(request: Request): Promise<Reply> {
    if (!this.#simulation.twitch.has(request) && request.path.startsWith('/control')) {
      return this.#guarded(request, async () => {
        assertSameSite(request)
        return this.#simulation.control.find(request)(request)
      })
    }
    const reply = await this.#guarded(request, () => this.#twitch(request))
    const endpoint = `${request.method} ${request.path.replace(/^\/mock/, '')}`
    this.#simulation.counters.count(endpoint, reply.status)
    return reply
  }

  async #twitch(request: Request): Promise<Reply> {
    const { faults, clock, twitch, world, rateLimit } = this.#simulation
    const strike = faults.http.strike(request)
    if (strike.delayMs > 0) await clock.wait(strike.delayMs)
    if (strike.problem && !strike.applied) throw strike.problem

    const bearer = request.headers.authorization?.split(' ')[1] ?? ''
    const token = request.path.startsWith('/auth') ? undefined : world.tokens.valid(bearer)
    const headers = token ? rateLimit.take(token) : {}
    try {
      const reply = await twitch.find(request)(request)
      if (strike.problem) throw strike.problem
      return { ...reply, headers: { ...headers, ...reply.headers } }
    } catch (error) {
      throw withHeaders(error, headers)
    }
  }

  async #guarded(request: Request, handle: () => Promise<Reply>): Promise<Reply> {
    try {
      return await handle()
    } catch (error) {
      const problem = error instanceof FieldError ? badRequest(error.message) : error
      if (!(problem instanceof Problem)) throw error
      return describe(request, problem)
    }
  }
}

/** The refusal tells the rate as well, as every Helix answer does. */
function withHeaders(error: unknown, headers: Record<string, string>): unknown {
  const problem = error instanceof FieldError ? badRequest(error.message) : error
  if (!(problem instanceof Problem)) return error
  const { status, message, code } = problem
  return new Problem(status, message, code, { ...headers, ...problem.headers })
}

function describe(request: Request, problem: Problem): Reply {
  const body = { error: problem.title, status: problem.status, message: problem.message }
  const reply = json(
    request.path.startsWith('/control') ? { ...body, code: problem.code } : body,
    problem.status
  )
  return { ...reply, headers: { ...reply.headers, ...problem.headers } }
}

/** Other web sites open in the same browser must not play with it. @throws Problem 403 */
function assertSameSite({ headers }: Request): void {
  const foreign = headers['sec-fetch-site'] === 'cross-site'
  if (foreign || !LOOPBACK.test(headers.host ?? '')) {
    throw forbidden('The control API answers this machine only')
  }
}
