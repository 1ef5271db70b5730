import { json } from '../http/reply.ts'
import type { Hub } from '../eventsub/hub.ts'
import { badRequest } from '../http/problem.ts'
import type { World } from '../world/world.ts'
import type { Router } from '../http/router.ts'
import type { Fields } from '../../shared/fields.ts'
import type { Faults } from '../faults/faults.ts'
import { describeShard } from '../eventsub/conduits.ts'
import type { Session } from '../eventsub/session.ts'
import { CLOSE_CODES } from '../eventsub/close_codes.ts'
import { REVOCATION_REASONS } from '../eventsub/model.ts'
import { needConduit, needShard } from './lookups.ts'

/** What Twitch may do to a connection or a subscription. Without a filter all are struck. */
export function socketRoutes(router: Router, hub: Hub, world: World, faults: Faults): void {
  const { clock } = world
  const chosen = (body: Fields): Session[] => {
    const id = body.string('session')
    const login = body.string('login')
    const userId = login ? world.users.get(login).id : undefined
    return hub.sockets
      .all()
      .filter((session) => !id || session.id === id)
      .filter((session) => !userId || session.owner?.userId === userId)
  }

  // With `code` it is a clean close, without it the line is cut. For `gapMs` nobody gets in again.
  router.on('POST', '/control/sockets/drop', ({ body }) => {
    const code = body.integer('code')
    if (code !== undefined && !CLOSE_CODES.includes(code)) {
      throw badRequest(`code must be one of ${CLOSE_CODES.join(', ')}`)
    }
    const sessions = chosen(body)
    const gapMs = body.number('gapMs')
    if (gapMs !== undefined) faults.delivery.refuseSocketsUntil = clock.now() + gapMs
    for (const session of sessions) {
      if (code === undefined) session.kill()
      else session.close(code)
    }
    return json({ dropped: sessions.length })
  })

  router.on('POST', '/control/sockets/reconnect', ({ body }) => {
    const delay = body.integer('welcomeDelayMs')
    if (delay !== undefined) faults.delivery.welcomeDelayMs = delay
    const sessions = chosen(body)
    const urls = sessions.map((session) => hub.sockets.reconnect(session))
    return json({ reconnecting: sessions.length, urls })
  })

  // Any frame, well-formed or not, as it is.
  router.on('POST', '/control/sockets/raw', ({ body }) => {
    const frame = body.string('text') ?? JSON.stringify(body.object('message')?.raw() ?? {})
    const sessions = chosen(body)
    for (const session of sessions) session.send(frame)
    return json({ sent: sessions.length })
  })

  // What Twitch does to a shard that does not take what it is sent.
  router.on('POST', '/control/shards/disable', ({ body }) => {
    const conduit = needConduit(hub, body)
    const shard = needShard(conduit, body)
    hub.disableShard(conduit, shard, body.string('status') ?? 'notification_failures_exceeded')
    world.changed()
    return json(describeShard(shard))
  })

  router.on('POST', '/control/subscriptions/revoke', ({ body }) => {
    const reason = body.choice('reason', REVOCATION_REASONS) ?? 'authorization_revoked'
    const id = body.string('id')
    const type = body.string('type')
    const login = body.string('broadcaster')
    const userId = login ? world.users.get(login).id : undefined
    const struck = hub.subscriptions
      .all()
      .filter(
        (subscription) =>
          subscription.status === 'enabled' &&
          (!id || subscription.id === id) &&
          (!type || subscription.type === type) &&
          (!userId || Object.values(subscription.condition).includes(userId))
      )
    for (const subscription of struck) hub.revoke(subscription, reason)
    world.changed()
    return json({ revoked: struck.map((subscription) => subscription.id) })
  })

  // An event of any type, made by hand, to whoever waits for these facts.
  router.on('POST', '/control/publish', ({ body }) => {
    const facts: Record<string, string> = {}
    const given = body.object('facts')
    for (const name of given?.keys() ?? []) facts[name] = given?.need(name) ?? ''
    const notice = { type: body.need('type'), facts, event: body.object('event')?.raw() ?? {} }
    const receivers = hub.subscriptions.waitingFor(notice).length
    hub.publish(notice)
    return json({ receivers })
  })
}
