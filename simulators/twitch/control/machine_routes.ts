import { empty, json } from '../http/reply.ts'
import type { Settings } from '../settings.ts'
import { badRequest } from '../http/problem.ts'
import type { Clock } from '../world/clock.ts'
import type { Hub } from '../eventsub/hub.ts'
import type { Router } from '../http/router.ts'
import type { Tokens } from '../world/tokens.ts'
import type { Wallets } from '../world/wallets.ts'
import type { Fields } from '../../shared/fields.ts'
import type { Counters } from '../http/counters.ts'

interface Needs {
  hub: Hub
  clock: Clock
  tokens: Tokens
  wallets: Wallets
  settings: Settings
  counters: Counters
}

/** Health, counters, settings and the clock. */
export function machineRoutes(router: Router, needs: Needs): void {
  const { hub, clock, tokens, wallets, settings, counters } = needs

  router.on('GET', '/control/health', () => json({ ok: true, now: clock.stamp() }))

  router.on('GET', '/control/counters', () =>
    json({ calls: counters, notifications: Object.fromEntries(hub.sent) })
  )
  // What happened, told or not; `sequence` goes on from there.
  router.on('GET', '/control/journal', ({ query }) => {
    const [type, after] = [query.get('type'), Number(query.get('after') ?? 0)]
    if (!Number.isInteger(after)) throw badRequest('after must be a whole number')
    const entries = hub.journal.after(after).filter((entry) => !type || entry.type === type)
    return json({ data: entries, sequence: hub.journal.length })
  })
  router.on('DELETE', '/control/counters', () => {
    counters.clear()
    hub.sent.clear()
    return empty()
  })

  const shown = () => ({
    ...settings,
    startingPoints: wallets.startingPoints,
    userTokenSeconds: tokens.userLifetimeSeconds,
    appTokenSeconds: tokens.appLifetimeSeconds,
  })
  router.on('GET', '/control/settings', () => json(shown()))
  router.on('POST', '/control/settings', ({ body }) => {
    tune(settings, body)
    tokens.userLifetimeSeconds = body.number('userTokenSeconds') ?? tokens.userLifetimeSeconds
    tokens.appLifetimeSeconds = body.number('appTokenSeconds') ?? tokens.appLifetimeSeconds
    if (body.has('startingPoints')) wallets.startingPoints = body.integer('startingPoints') ?? null
    if (body.boolean('unlimitedPoints')) wallets.startingPoints = null
    return json(shown())
  })

  router.on('GET', '/control/clock', () => json({ now: clock.stamp(), rate: clock.rate }))
  router.on('POST', '/control/clock', ({ body }) => {
    const rate = body.number('rate') ?? clock.rate
    if (rate <= 0 || rate > 10_000) throw badRequest('rate must be above 0 and at most 10000')
    const now = body.string('now')
    if (now !== undefined && Number.isNaN(Date.parse(now))) throw badRequest('now is not a date')
    clock.rate = rate
    const jump = now === undefined ? 0 : Date.parse(now) - clock.now()
    clock.advance(jump + (body.number('advanceMs') ?? 0))
    return json({ now: clock.stamp(), rate: clock.rate })
  })
}

function tune(settings: Settings, body: Fields): void {
  settings.rateLimitPerMinute = body.number('rateLimitPerMinute') ?? settings.rateLimitPerMinute
  settings.keepaliveSeconds = body.number('keepaliveSeconds') ?? settings.keepaliveSeconds
  settings.unusedSeconds = body.number('unusedSeconds') ?? settings.unusedSeconds
  settings.reconnectSeconds = body.number('reconnectSeconds') ?? settings.reconnectSeconds
  settings.pingSeconds = body.number('pingSeconds') ?? settings.pingSeconds
  settings.maxTotalCost = body.integer('maxTotalCost') ?? settings.maxTotalCost
  settings.maxTotalCostApp = body.integer('maxTotalCostApp') ?? settings.maxTotalCostApp
  settings.maxSubscriptionsPerSocket =
    body.integer('maxSubscriptionsPerSocket') ?? settings.maxSubscriptionsPerSocket
  settings.maxSockets = body.integer('maxSockets') ?? settings.maxSockets
  settings.webhookMaxFailures = body.integer('webhookMaxFailures') ?? settings.webhookMaxFailures
  settings.journalSize = body.integer('journalSize') ?? settings.journalSize
  settings.webhookRetryMs = body.number('webhookRetryMs') ?? settings.webhookRetryMs
  settings.partialSettlement = body.boolean('partialSettlement') ?? settings.partialSettlement
  settings.autologin = body.string('autologin') ?? settings.autologin
}
