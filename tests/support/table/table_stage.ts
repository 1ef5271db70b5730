import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { Browser, BrowserContext, Page } from 'playwright'
import { onLucid } from '#core/sql'
import type { NewCommand } from '#foundry/commands/command_log'
import { LeaseDesk } from '#foundry/lease/lease_desk'
import type { CommandType } from '#foundry/protocol'
import {
  appendCommand,
  forgetLimits,
  listen,
  pair,
  type Paired,
  sql,
  withSettings,
} from '#tests/functional/foundry/support'
import { sharedChromium } from '#tests/support/browser'
import { createCampaign } from '#tests/support/fixtures'
import { Tabletop } from '#tests/support/tabletop'
import { until } from '#tests/support/until'
import type { ActorData, Switches } from '../../../simulators/tabletop/shared.ts'
import { WayToApp } from './way_to_app.js'

export const ARIA = 'actorAria0000001'
export const GOBLIN = 'actorGoblin00001'
export const GENERATIONS = [13, 14] as const

/** Waiting for a machine with other things to do. */
const PATIENCE_MS = 20_000

/** A GM's browser that was paired before, with its first tab. */
export interface GmSeat {
  context: BrowserContext
  page: Page
  token: string
}

export interface CommandState {
  status: string
  result: { code?: string; message?: string; before?: unknown; after?: unknown } | null
}

/** What an actor's bar shows. */
export function hitPointsOf(actors: ActorData[], id: string): number {
  const system: { attributes?: { hp?: { value?: number } } } =
    actors.find((actor) => actor.id === id)?.system ?? {}
  return system.attributes?.hp?.value ?? Number.NaN
}

type Order = Partial<Pick<NewCommand, 'origin' | 'expiresInSeconds' | 'isDryRun' | 'undoOf'>>

/**
 * The tabletop stand-in in real browsers, at the app of this process: its bridge,
 * its database, its streams. One for a spec file, cleared for each test.
 */
export class TableStage {
  /** What pages throw. */
  readonly problems: string[] = []
  #paired: Paired | null = null
  #campaign: Paired['campaign'] | null = null
  #contexts: BrowserContext[] = []
  #ends: (() => unknown)[] = []

  private constructor(
    readonly browser: Browser,
    readonly tabletop: Tabletop,
    readonly way: WayToApp
  ) {}

  static async open(): Promise<TableStage> {
    const [browser, way] = await Promise.all([sharedChromium(), WayToApp.open()])
    const tabletop = await Tabletop.start({ appUrl: way.url })
    return new TableStage(browser, tabletop, way)
  }

  /** A fresh world, and a fresh campaign unless one is given. */
  async begin(switches: Partial<Switches>, campaign?: Paired['campaign']): Promise<void> {
    await forgetLimits()
    const often = 100_000
    const limits = {
      requestsPerMinute: often,
      pairStartsPerMinute: often,
      pairPollsPerMinute: often,
    }
    // A page that is gone is not waited for.
    const times = { closedStream: 0, pollInterval: 1 }
    this.#ends = [await listen(), await withSettings({ ...limits, ...times })]
    this.problems.length = 0
    this.#paired = null
    this.#campaign = campaign ?? null
    this.way.reset()
    await this.tabletop.reset()
    await this.tabletop.switch(switches)
  }

  async end(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()))
    for (const end of this.#ends.splice(0)) await end()
  }

  async close(): Promise<void> {
    await this.tabletop.stop()
    await this.way.cut()
  }

  get paired(): Paired {
    if (!this.#paired) throw new Error('No browser is paired yet')
    return this.#paired
  }

  /** One person's browser; tabs opened in it share their storage. */
  async person(options = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 800 },
      ...options,
    })
    context.setDefaultTimeout(PATIENCE_MS)
    this.#contexts.push(context)
    return context
  }

  async sit(context: BrowserContext, address: string): Promise<Page> {
    const page = await context.newPage()
    page.on('pageerror', ({ message }) => this.problems.push(message))
    await page.goto(address)
    await page.locator('html[data-ready]').waitFor()
    return page
  }

  async player(name = 'ada'): Promise<Page> {
    return this.sit(await this.person(), this.tabletop.playerUrl(name))
  }

  /** A GM whose browser was paired the other day, with the connection window open. */
  async gm(name: 'gm' | 'gm2' = 'gm', context?: BrowserContext): Promise<GmSeat> {
    const browser = context ?? (await this.person())
    const page = await this.sit(browser, this.tabletop.gmUrl(name))
    const token = await this.#pairBrowser(page)
    await page.reload()
    await page.locator('html[data-ready]').waitFor()
    await this.openWindow(page)
    return { context: browser, page, token }
  }

  /** Another tab of a browser that is paired, with the connection window open. */
  async tab({ context }: Pick<GmSeat, 'context'>, name: 'gm' | 'gm2' = 'gm'): Promise<Page> {
    const page = await this.sit(context, this.tabletop.gmUrl(name))
    await this.openWindow(page)
    return page
  }

  async openWindow(page: Page): Promise<void> {
    await page.getByTestId('tool-crowdcrit').click()
  }

  /** Waits until the connection window says so. */
  async says(page: Page, words: string | RegExp): Promise<void> {
    await page.getByTestId('crowdcrit-status').getByText(words).waitFor()
  }

  async order(type: CommandType, payload: unknown, order: Order = {}): Promise<string> {
    const { id } = await appendCommand(this.paired.campaign.id, { type, payload, ...order })
    return id
  }

  /** An order as only another version of the server, or nobody, would give it. */
  async orderStrange(type: string, payload: unknown): Promise<string> {
    const { campaign } = this.paired
    return db.transaction(async (trx) => {
      const { id } = await appendCommand(campaign.id, { payload }, onLucid(trx))
      await onLucid(trx).run('UPDATE foundry_commands SET type = $2 WHERE id = $1', [id, type])
      return id
    })
  }

  async stateOf(id: string): Promise<CommandState> {
    const [row] = await sql().run<CommandState & Record<string, unknown>>(
      'SELECT status, result FROM foundry_commands WHERE id = $1',
      [id]
    )
    if (!row) throw new Error(`There is no command ${id}`)
    return row
  }

  /** The world as it is seen, without what the module keeps in settings. */
  async documents() {
    const { actors, scene, messages, sounds } = await this.tabletop.state()
    return { actors, scene, messages, sounds }
  }

  /** How it ended, or what it waits for. */
  async outcome(id: string): Promise<CommandState> {
    return until(
      `${id} is answered`,
      async () => {
        const state = await this.stateOf(id)
        return state.status === 'queued' || state.status === 'delivered' ? null : state
      },
      PATIENCE_MS
    )
  }

  /** What the server has stored of rolls, as they arrived. */
  rolls() {
    return sql().run<{ message_id: string; natural: number; critical: string; is_late: boolean }>(
      `SELECT message_id, "natural", critical, is_late FROM foundry_rolls
       WHERE campaign_id = $1 ORDER BY id`,
      [this.paired.campaign.id]
    )
  }

  async untilRolls(count: number) {
    return until(
      `${count} rolls have arrived`,
      async () => {
        const rolls = await this.rolls()
        return rolls.length >= count ? rolls : null
      },
      PATIENCE_MS
    )
  }

  /** Lets the lease lapse by so much, and the server's sweep look. */
  async passLease(seconds: number): Promise<void> {
    await sql().run(
      `UPDATE foundry_leases SET expires_at = expires_at - make_interval(secs => $2)
       WHERE connection_id = $1`,
      [this.paired.connectionId, seconds]
    )
    const leaseDesk = await app.container.make(LeaseDesk)
    await leaseDesk.freeLapsed(sql())
  }

  /** By the device flow, and kept where the module keeps it. */
  async #pairBrowser(page: Page): Promise<string> {
    const key = 'crowdcrit.instanceId'
    const instanceId = await until('the world has its id', async () => {
      const { settings } = await this.tabletop.state()
      return settings[key]
    })
    const known = this.#paired ?? {
      campaign: this.#campaign ?? (await createCampaign(sql())),
      connectionId: '',
      instanceId: String(instanceId),
      token: '',
    }
    const paired = await pair(known)
    this.#paired ??= paired
    const saved = {
      url: this.way.url,
      token: paired.token,
      previous: null,
      issuedAt: await page.evaluate(() => Date.now()),
      connectionId: paired.connectionId,
      campaign: { id: paired.campaign.id, name: 'The Sunken Keep' },
    }
    await page.evaluate(
      ([id, connection]) => {
        localStorage.setItem('crowdcrit.connections', JSON.stringify({ [id]: connection }))
      },
      [String(instanceId), saved] as const
    )
    return paired.token
  }
}
