import { json } from '../http/reply.ts'
import { Player } from './player.ts'
import { crowdOf } from './lookups.ts'
import type { Hub } from '../eventsub/hub.ts'
import { badRequest } from '../http/problem.ts'
import type { Router } from '../http/router.ts'
import { Director } from '../director/director.ts'
import { seededRandom } from '../world/random.ts'
import type { Company } from '../director/scene.ts'
import type { User } from '../world/model.ts'
import type { Fields } from '../../shared/fields.ts'

const MAX_VIEWERS = 10_000

/** Everything at once: events of all kinds, by seed and pace. Returns how to stop what is playing. */
export function playRoutes(router: Router, hub: Hub, company: Company): () => void {
  const { world } = company
  const player = new Player(hub.journal)

  const stages = (body: Fields): User[] => {
    const names = body.strings('broadcasters') ?? [body.string('broadcaster') ?? []].flat()
    if (names.length > 0) return names.map((name) => world.users.get(name))
    return world.users.all().filter(({ broadcasterType }) => broadcasterType !== '')
  }

  router.on('POST', '/control/play', async ({ body }) => {
    const size = body.integer('viewers') ?? 200
    if (size < 1 || size > MAX_VIEWERS) throw badRequest(`viewers must be 1 to ${MAX_VIEWERS}`)
    const seconds = body.number('seconds')
    const events = body.integer('events') ?? (seconds === undefined ? 100 : Infinity)
    const director = new Director(company, {
      random: seededRandom(body.integer('seed') ?? 1),
      broadcasters: stages(body),
      viewers: crowdOf(world, size),
      kinds: body.strings('kinds') ?? [],
    })
    if (!director.hasActs) throw badRequest('There is no channel, or no event of these kinds')
    const perSecond = body.number('perSecond') ?? 0
    return json(await player.play(director, { events, seconds: seconds ?? Infinity, perSecond }))
  })

  return () => player.stop()
}
