import { json } from '../http/reply.ts'
import { page, readIds } from './paging.ts'
import type { Guard } from './guard.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { PollBooth } from '../acts/poll_booth.ts'
import { badRequest, notFound } from '../http/problem.ts'

const PATH = '/mock/polls'

/** @see https://dev.twitch.tv/docs/api/reference/#create-poll */
export function pollsRoutes(router: Router, world: World, guard: Guard, booth: PollBooth): void {
  router.on('GET', PATH, (request) => {
    const { broadcaster } = guard.broadcaster(request, 'channel:read:polls', 'channel:manage:polls')
    const ids = readIds(request, 'id', 20)
    const polls = world.polls
      .of(broadcaster.id)
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
    if (ids.length > 0 && polls.length === 0) throw notFound('The poll was not found')
    const { items, pagination } = page(request, polls, ({ id }) => id, { max: 20 })
    return json({ data: items.map((poll) => booth.helix(poll)), pagination })
  })

  router.on('POST', PATH, ({ body, ...request }) => {
    const { broadcaster } = guard.broadcaster({ ...request, body }, 'channel:manage:polls')
    const byPoints = body.boolean('channel_points_voting_enabled') ?? false
    const poll = booth.open(broadcaster, {
      title: body.need('title'),
      choices: (body.objects('choices') ?? []).map((choice) => choice.need('title')),
      durationSeconds: body.integer('duration') ?? 0,
      pointsPerVote: byPoints ? (body.integer('channel_points_per_vote') ?? 0) : null,
    })
    return json({ data: [booth.helix(poll)] })
  })

  router.on('PATCH', PATH, (request) => {
    const { broadcaster } = guard.broadcaster(request, 'channel:manage:polls')
    const id = request.body.need('id')
    const status = request.body.choice('status', ['TERMINATED', 'ARCHIVED'] as const)
    if (!status) throw badRequest('Missing required parameter "status"')
    const poll = world.polls.of(broadcaster.id).find((known) => known.id === id)
    if (!poll) throw notFound('The poll was not found')
    if (poll.status !== 'ACTIVE' && status === 'TERMINATED') {
      throw badRequest('The poll is not active')
    }
    booth.close(poll, status)
    return json({ data: [booth.helix(poll)] })
  })
}
