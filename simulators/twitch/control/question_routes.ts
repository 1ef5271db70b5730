import { json } from '../http/reply.ts'
import { notFound } from '../http/problem.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { PollBooth } from '../acts/poll_booth.ts'
import { needUser, needViewer } from './lookups.ts'
import type { PredictionDesk } from '../acts/prediction_desk.ts'

/** Viewers vote in the running poll and bet in the running prediction of a channel. */
export function questionRoutes(
  router: Router,
  world: World,
  booth: PollBooth,
  desk: PredictionDesk
): void {
  router.on('POST', '/control/polls/vote', ({ body }) => {
    const poll = world.polls.open(needUser(world, body, 'broadcaster').id)
    if (!poll) throw notFound('No poll is running on this channel')
    const votes = body.integer('votes') ?? 1
    booth.vote(poll, body.need('choice'), votes, body.integer('pointVotes') ?? 0)
    return json(booth.helix(poll))
  })

  router.on('POST', '/control/polls/end', ({ body }) => {
    const poll = world.polls.open(needUser(world, body, 'broadcaster').id)
    if (!poll) throw notFound('No poll is running on this channel')
    booth.close(poll, 'COMPLETED')
    return json(booth.helix(poll))
  })

  router.on('POST', '/control/predictions/bet', ({ body }) => {
    const prediction = world.predictions.open(needUser(world, body, 'broadcaster').id)
    if (!prediction) throw notFound('No prediction is running on this channel')
    const viewer = needViewer(world, body, 'viewer')
    desk.bet(prediction, body.need('outcome'), viewer, body.integer('points') ?? 100)
    return json(desk.helix(prediction))
  })
}
