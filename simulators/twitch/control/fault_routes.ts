import { empty, json } from '../http/reply.ts'
import type { Hub } from '../eventsub/hub.ts'
import type { Faults } from '../faults/faults.ts'
import { badRequest, notFound } from '../http/problem.ts'
import type { Clock } from '../world/clock.ts'
import type { Router } from '../http/router.ts'
import type { Fields } from '../../shared/fields.ts'

const OVERFLOWS = ['wait', 'error', 'limit'] as const
const COUNTERS = ['duplicates', 'twins', 'losses', 'reorder', 'refuseSockets'] as const
const DELAYS = ['backdateMs', 'delayMs', 'welcomeDelayMs'] as const

/** Everything that can go wrong, on demand. */
export function faultRoutes(router: Router, faults: Faults, hub: Hub, clock: Clock): void {
  router.on('GET', '/control/faults', () => json(faults.toJSON()))

  router.on('DELETE', '/control/faults', ({ query }) => {
    const id = query.get('id')
    if (id && !faults.http.remove(id)) throw notFound('There is no such fault')
    if (!id) faults.clear()
    hub.releaseHeld()
    return empty()
  })

  router.on('POST', '/control/faults/http', ({ body }) => {
    const durationMs = body.number('durationMs')
    const probability = body.number('probability') ?? 1
    if (probability < 0 || probability > 1) throw badRequest('probability must be 0 to 1')
    const rule = faults.http.add(
      {
        method: body.string('method')?.toUpperCase() ?? '',
        path: body.string('path') ?? '',
        status: body.integer('status') ?? (body.has('delayMs') ? 0 : 500),
        times: body.integer('times') ?? null,
        probability,
        until: durationMs === undefined ? null : clock.now() + durationMs,
        delayMs: body.number('delayMs') ?? 0,
        applied: body.boolean('applied') ?? false,
      },
      body.integer('seed') ?? 1
    )
    return json(rule, 201)
  })

  router.on('POST', '/control/faults/settlement', ({ body }) => {
    faults.settlement.configure(
      body.number('perSecond') ?? 0,
      body.number('burst') ?? 10,
      body.choice('overflow', OVERFLOWS) ?? 'error'
    )
    return json(faults.toJSON().settlement)
  })

  router.on('POST', '/control/faults/delivery', ({ body }) => {
    setDelivery(faults, body, clock)
    return json(faults.delivery)
  })

  router.on('POST', '/control/faults/tokens', ({ body }) => {
    faults.tokens.refuseRefresh = body.integer('refuseRefresh') ?? 0
    return json(faults.tokens)
  })

  router.on('POST', '/control/faults/chat', ({ body }) => {
    const { chat } = faults
    chat.withheld = body.integer('withheld') ?? 0
    chat.reason = {
      code: body.string('code') ?? chat.reason.code,
      message: body.string('message') ?? chat.reason.message,
    }
    return json({ ...chat })
  })
}

function setDelivery({ delivery }: Faults, body: Fields, clock: Clock): void {
  for (const name of [...COUNTERS, ...DELAYS]) delivery[name] = body.integer(name) ?? delivery[name]
  delivery.keepalivesStopped = body.boolean('keepalivesStopped') ?? delivery.keepalivesStopped
  const refuseMs = body.number('refuseSocketsMs')
  if (refuseMs !== undefined) delivery.refuseSocketsUntil = clock.now() + refuseMs
}
