import { json } from '../http/reply.ts'
import { page, readIds } from './paging.ts'
import type { Guard } from './guard.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import { badRequest, notFound } from '../http/problem.ts'
import type { PredictionDesk } from '../acts/prediction_desk.ts'

const PATH = '/mock/predictions'
const ENDINGS = ['LOCKED', 'RESOLVED', 'CANCELED'] as const

/** @see https://dev.twitch.tv/docs/api/reference/#create-prediction */
export function predictionsRoutes(
  router: Router,
  world: World,
  guard: Guard,
  desk: PredictionDesk
): void {
  router.on('GET', PATH, (request) => {
    const { broadcaster } = guard.broadcaster(
      request,
      'channel:read:predictions',
      'channel:manage:predictions'
    )
    const ids = readIds(request, 'id', 25)
    const list = world.predictions
      .of(broadcaster.id)
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
    const { items, pagination } = page(request, list, ({ id }) => id, { max: 25 })
    return json({ data: items.map((prediction) => desk.helix(prediction)), pagination })
  })

  router.on('POST', PATH, (request) => {
    const { broadcaster } = guard.broadcaster(request, 'channel:manage:predictions')
    const prediction = desk.open(broadcaster, {
      title: request.body.need('title'),
      outcomes: (request.body.objects('outcomes') ?? []).map((outcome) => outcome.need('title')),
      windowSeconds: request.body.integer('prediction_window') ?? 0,
    })
    return json({ data: [desk.helix(prediction)] })
  })

  router.on('PATCH', PATH, (request) => {
    const { broadcaster } = guard.broadcaster(request, 'channel:manage:predictions')
    const prediction = world.predictions.open(broadcaster.id)
    if (prediction?.id !== request.body.need('id')) {
      throw notFound('The prediction was not found or has ended')
    }
    const status = request.body.choice('status', ENDINGS)
    if (!status) throw badRequest('Missing required parameter "status"')
    if (status === 'LOCKED') {
      if (prediction.status === 'LOCKED') throw badRequest('The prediction is locked already')
      desk.lock(prediction)
    } else {
      const winner = status === 'RESOLVED' ? request.body.need('winning_outcome_id') : null
      desk.end(prediction, winner)
    }
    return json({ data: [desk.helix(prediction)] })
  })
}
