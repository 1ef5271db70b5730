import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import limiter from '@adonisjs/limiter/services/main'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { Notifications } from '#core/jobs/notifications'
import { onLucid, type Sql } from '#core/sql'
import { BridgeSettings } from '#foundry/bridge_settings'
import { CommandLog, type NewCommand } from '#foundry/commands/command_log'
import { PullWaiters } from '#foundry/commands/pull_waiters'
import { API_PREFIX } from '#foundry/openapi'
import { ApprovePairing } from '#foundry/pairing/approve_pairing'
import { FindPairing } from '#foundry/pairing/find_pairing'
import { ReadModuleConfig } from '#foundry/read_module_config'
import { BridgeSignals } from '#foundry/stream/bridge_signals'
import { BridgeStreams } from '#foundry/stream/bridge_streams'
import env from '#start/env'
import { createCampaign } from '#tests/support/fixtures'
import { assertDocumented } from '#tests/support/openapi'

export const sql = (): Sql => onLucid(db.connection())
export const origin = () => `http://${env.get('HOST')}:${env.get('PORT')}`
export const address = (path: string) => `${origin()}${API_PREFIX}${path}`

export interface Answer<Body = Record<string, unknown>> {
  status: number
  headers: Headers
  body: Body
}

/** Asks the bridge as the module does; every answer is checked against the document. */
export async function ask<Body = Record<string, unknown>>(
  method: 'GET' | 'POST',
  path: string,
  options: { token?: string; body?: unknown; raw?: string; headers?: Record<string, string> } = {}
): Promise<Answer<Body>> {
  const { token, body, raw, headers } = options
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const response = await fetch(address(path), {
    method,
    headers: {
      ...(content === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: content,
  })
  const parsed = await response.json()
  assertDocumented(method, path.split('?')[0] ?? path, response, parsed)
  return { status: response.status, headers: response.headers, body: parsed }
}

export interface Refusal {
  error: { code: string; message: string; field?: string }
}

export const world = (instanceId: string = randomUUID()) => ({
  instanceId,
  worldId: 'emberfall',
  worldTitle: 'The Sunken Keep',
  foundryOrigin: 'https://foundry.example',
  system: 'dnd5e',
  systemVersion: '4.3.0',
  generation: 13,
  moduleVersion: '0.1.0',
  userName: 'Gamemaster',
  clientId: randomUUID(),
})

export interface Started {
  device_code: string
  user_code: string
  verification_uri_complete: string
}

export async function startPairing(request = world()): Promise<Started> {
  const { body } = await ask<Started>('POST', '/pair/start', { body: request })
  return body
}

export async function approve(userCode: string, campaign: { id: string; ownerId: string }) {
  const pairing = await new FindPairing().execute(userCode)
  if (!pairing) throw new Error(`${userCode} is not pending`)
  const approvePairing = await app.container.make(ApprovePairing)
  await approvePairing.execute({
    pairingId: pairing.id,
    campaignId: campaign.id,
    userId: campaign.ownerId,
    replacesWorld: false,
  })
}

export interface Paired {
  campaign: { id: string; ownerId: string }
  connectionId: string
  instanceId: string
  token: string
}

/** A campaign with a paired browser; another browser joins with `of`. */
export async function pair(of?: Paired): Promise<Paired> {
  const campaign = of?.campaign ?? (await createCampaign(sql()))
  const request = world(of?.instanceId)
  const started = await startPairing(request)
  await approve(started.user_code, campaign)
  const { body } = await ask<{ access_token: string; connectionId: string }>('POST', '/pair/poll', {
    body: { device_code: started.device_code },
  })
  return {
    campaign,
    connectionId: body.connectionId,
    instanceId: request.instanceId,
    token: body.access_token,
  }
}

export interface Lease {
  held: boolean
  fencing: number
  holder: string | null
  ttl: number
}

export interface PulledCommand {
  id: string
  seq: number
  type: string
  expiresAt: string
}

export class Tab {
  readonly clientId = randomUUID()
  fencing = 0

  constructor(readonly paired: Paired) {}

  async hello(overrides: Record<string, unknown> = {}) {
    const answer = await ask<{ lease: Lease; head: number; compatibility: string }>(
      'POST',
      '/hello',
      { token: this.paired.token, body: { ...this.helloBody(), ...overrides } }
    )
    this.fencing = answer.body.lease?.fencing ?? this.fencing
    return answer
  }

  async beat(overrides: Record<string, unknown> = {}) {
    const answer = await ask<{ lease: Lease; head: number; paused: boolean }>(
      'POST',
      '/heartbeat',
      {
        token: this.paired.token,
        body: { clientId: this.clientId, candidate: true, ...overrides },
      }
    )
    this.fencing = answer.body.lease?.fencing ?? this.fencing
    return answer
  }

  pull<Body = { commands: PulledCommand[]; lease: Lease }>(
    query: Record<string, string | number> = {}
  ) {
    const parameters = new URLSearchParams({
      clientId: this.clientId,
      fencing: String(this.fencing),
      ...Object.fromEntries(Object.entries(query).map(([key, value]) => [key, String(value)])),
    })
    return ask<Body>('GET', `/commands?${parameters}`, { token: this.paired.token })
  }

  result(id: string, body: Record<string, unknown> = {}) {
    return ask<{ status: string; recorded: boolean } & Refusal>('POST', `/commands/${id}/result`, {
      token: this.paired.token,
      body: { clientId: this.clientId, fencing: this.fencing, status: 'done', ...body },
    })
  }

  events(events: unknown[]) {
    return ask<{ accepted: string[]; rejected: { eventId: string; code: string }[] } & Refusal>(
      'POST',
      '/events',
      {
        token: this.paired.token,
        body: { clientId: this.clientId, fencing: this.fencing, events },
      }
    )
  }

  helloBody() {
    const { instanceId } = this.paired
    return {
      protocol: 1,
      moduleVersion: '0.1.0',
      instanceId,
      clientId: this.clientId,
      worldId: 'emberfall',
      worldTitle: 'The Sunken Keep',
      system: 'dnd5e',
      generation: 13,
      user: { id: 'gm1', name: 'Gamemaster', isGM: true },
      candidate: true,
      capabilities: ['roll.invert', 'chat.send'],
      characters: [{ actorId: 'hero', actorName: 'Ada', userId: 'player', userName: 'Mia' }],
    }
  }
}

/** A tab of a fresh campaign that holds the lease. */
export async function holder(paired?: Paired): Promise<Tab> {
  const tab = new Tab(paired ?? (await pair()))
  await tab.hello()
  return tab
}

export function appendCommand(
  campaignId: string,
  options: Partial<NewCommand> = {},
  client: Sql | null = null
) {
  const append = (transaction: Sql) =>
    new CommandLog().append(transaction, {
      campaignId,
      instanceId: null,
      type: 'chat.send',
      payload: { text: 'Hello', as: 'gm' },
      origin: { kind: 'gm', label: 'A test' },
      ...options,
    })
  return client ? append(client) : db.transaction((trx) => append(onLucid(trx)))
}

/** Lets time pass for a connection's lease. */
export async function lapse(connectionId: string): Promise<void> {
  await sql().run(
    `UPDATE foundry_leases SET expires_at = clock_timestamp() - interval '1 second'
     WHERE connection_id = $1`,
    [connectionId]
  )
}

/** Signals of this process, as the web role has them; returns their end. */
export async function listen(): Promise<() => Promise<void>> {
  const notifications = new Notifications()
  const signals = new BridgeSignals(
    notifications,
    await app.container.make(BridgeStreams),
    await app.container.make(PullWaiters),
    await app.container.make(ReadModuleConfig),
    await app.container.make(Clock)
  )
  signals.start()
  await notifications.start()

  return async () => {
    signals.stop()
    await notifications.stop()
  }
}

/** Other settings for one test; undone by the returned function. */
export async function withSettings(changes: Partial<BridgeSettings>): Promise<() => void> {
  const settings = await app.container.make(BridgeSettings)
  const before = { ...settings }
  Object.assign(settings, changes)
  return () => void Object.assign(settings, before)
}

/** Specs start many pairings from one address. */
export async function forgetLimits(): Promise<void> {
  await limiter.clear()
}

export async function until<Value>(
  look: () => Promise<Value | undefined | false | null> | Value | undefined | false | null,
  what = 'the condition'
): Promise<Value> {
  const deadline = Date.now() + 8_000
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

/** Parts of an answer that specs ask for. */
export const statusOf = async <Status>(answer: Promise<{ status: Status }>): Promise<Status> => {
  const { status } = await answer
  return status
}
export const codeOf = async (answer: Promise<Answer<unknown>>): Promise<string> => {
  const { body } = await answer
  return refusalOf(body)
}
export const leaseOf = async (answer: Promise<Answer<{ lease: Lease }>>): Promise<Lease> => {
  const { body } = await answer
  return body.lease
}
export const commandsOf = async (answer: Promise<Answer<{ commands: PulledCommand[] }>>) => {
  const { body } = await answer
  return body.commands
}
export const isPaused = async (answer: Promise<Answer<{ paused: boolean }>>): Promise<boolean> => {
  const { body } = await answer
  return body.paused
}
export const isHeld = async (answer: Promise<Answer<{ lease: Lease }>>): Promise<boolean> => {
  const { held } = await leaseOf(answer)
  return held
}

function refusalOf(body: unknown): string {
  const refusal = body as Partial<Refusal> | null
  return refusal?.error?.code ?? ''
}
