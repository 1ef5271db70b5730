/**
 * Packs from a viewer's redemption to the committed opening: drawn, numbered, owned and waiting. Against redemptions of an
 * event by the same intake, measured in turns. And the page of a collection of 2,000 cards, from an app of its own.
 * `npm run bench -- packs --json`.
 */
import { bootApp } from './support/boot_app.js'

const app = await bootApp()
const { Audience } = await import('./support/audience.js')
const { percentile, progress, report } = await import('./support/report.js')
const { createStage, createStreamer, testSql } = await import('#tests/support/fixtures')
const { publishSet, sellSet } = await import('#tests/support/packs/published_set')
const { RedemptionIntake } = await import('#redemptions/redemption_intake')

const { wholeCollection } = await import('./support/collection_stage.js')
const { RunningApp } = await import('#tests/support/running_app')
const { TwitchSimulator } = await import('#tests/support/twitch_simulator')
const { default: env } = await import('#start/env')

const ROUNDS = 5
const SECONDS = 0.8
const CALLERS = 64
const OBJECTIVE = 1_000_000
const CARDS = 2_000
const VISITS = 300
const HOUSEHOLDS = 100

const sql = testSql()
const intake = await app.container.make(RedemptionIntake)

/** So many live channels that sell one set. */
async function channels(count: number) {
  const author = await createStreamer(sql, { viewers: 5 })
  const set = await publishSet(author.id)
  const rewards = [await sellSet(sql, set, author)]
  while (rewards.length < count) {
    rewards.push(await sellSet(sql, set, await createStreamer(sql, { viewers: 5 })))
  }
  return { setId: set.setId, rewards }
}

/** From the database: openings, and whether numbers, cards and collections are theirs. */
async function audit(setId: string, bought: number) {
  const [found] = await sql.run<{
    openings: number
    numbers: number
    cards: number
    owned: number
  }>(
    `SELECT count(*) AS openings, count(DISTINCT (streamer_id, number)) AS numbers,
       (SELECT count(*) FROM opening_cards k JOIN openings o ON o.id = k.opening_id
        WHERE o.set_id = $1) AS cards,
       (SELECT sum(owned) FROM collections WHERE set_id = $1) AS owned
     FROM openings WHERE set_id = $1`,
    [setId]
  )
  const whole = found.cards === found.openings * 5 && found.owned === found.cards
  const openings = whole ? Math.min(found.openings, found.numbers) : 0
  return { lost: Math.max(0, bought - openings), doubled: Math.max(0, found.openings - bought) }
}

async function measure(name: string, count: number) {
  const { setId, rewards } = await channels(count)
  const packs = new Audience(intake, rewards)
  const stage = await createStage(sql, { event: { minimum: OBJECTIVE } })
  const events = new Audience(intake, [stage.reward])
  await packs.take(count, Math.min(count, CALLERS))
  await sql.run('ANALYZE')
  await packs.rate(0.5, CALLERS)
  await events.rate(0.5, CALLERS)
  packs.durations.length = 0

  let ours = 0
  let reference = 0
  for (let round = 0; round < ROUNDS; round++) {
    reference += (await events.rate(SECONDS, CALLERS)) / ROUNDS
    ours += (await packs.rate(SECONDS, CALLERS)) / ROUNDS
  }
  progress(
    `${name.padEnd(12)} ${ours.toFixed(0).padStart(6)}/s  an event's ${reference.toFixed(0).padStart(6)}/s`
  )
  return {
    case: name,
    unit: 'openings/s',
    ours,
    reference,
    ratio: ours / reference,
    p50_ms: percentile(packs.durations, 0.5),
    p99_ms: percentile(packs.durations, 0.99),
    ...(await audit(setId, packs.bought)),
  }
}

/** Milliseconds of each visit of the page, one after the other: from many households, since each may ask a few hundred times a minute. */
async function visits(address: string, count: number): Promise<number[]> {
  const durations: number[] = []
  for (let visit = 0; visit < count; visit++) {
    const started = performance.now()
    const response = await fetch(address, {
      headers: { 'accept': 'text/html', 'x-forwarded-for': `192.0.2.${visit % HOUSEHOLDS}` },
    })
    await response.text()
    durations.push(performance.now() - started)
    if (!response.ok) throw new Error(`The page was answered ${response.status}`)
  }
  return durations
}

/** Its first page, newest first, and those that are there several times, in turns. */
async function measurePage() {
  const path = await wholeCollection(CARDS)
  const simulator = await TwitchSimulator.start({ users: [] })
  const running = await RunningApp.start({
    simulator,
    databaseUrl: env.get('DATABASE_URL'),
    env: { LOG_LEVEL: 'warn' },
  })
  try {
    const durations: number[] = []
    for (const query of ['', '?order=newest', '?show=duplicates']) {
      await visits(`${running.url}${path}${query}`, 20)
      durations.push(...(await visits(`${running.url}${path}${query}`, VISITS / 3)))
    }
    const [p50, p99] = [percentile(durations, 0.5), percentile(durations, 0.99)]
    progress(`collection   p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms`)
    return {
      case: `collection-${CARDS}`,
      unit: 'ms p99',
      ours: p99,
      reference: null,
      ratio: null,
      p50_ms: p50,
      p99_ms: p99,
      lost: 0,
      doubled: 0,
    }
  } finally {
    await running.destroy()
    await simulator.stop()
  }
}

try {
  // The page first: its app would have thousands of packs to show afterwards.
  const page = await measurePage()
  const cases = [await measure('channels-1', 1), await measure('channels-100', 100), page]
  report('packs', cases)
} finally {
  await app.terminate()
}
