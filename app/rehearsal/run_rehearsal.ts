import { type ChildProcess, fork } from 'node:child_process'
import { extname } from 'node:path'
import app from '@adonisjs/core/services/app'
import { NO_REDIS } from '#config/redis_url'
import env from '#start/env'
import type { RehearsalNews, RehearsalOrder } from '#rehearsal/orders'
import type { RehearsalOutcome } from '#rehearsal/outcome'
import type { Audience } from '#rehearsal/play/show'
import type { Script } from '#rehearsal/scene'
import { ShadowSchema } from '#rehearsal/shadow_schema'

/** Beyond the script's own time: starting, making tables, counting up. */
const PATIENCE_MS = 120_000
/** How long it may take to leave when it is told to. */
const GOING_MS = 3_000

interface Options {
  campaignId: string
  script: Script
  speed: number
  audience: Audience
  signal: AbortSignal
}

/** Thrown when a rehearsal came to nothing. */
export class RehearsalFailed extends Error {}

/**
 * Rehearses a campaign in a process of its own, on tables of its own that are gone afterwards,
 * whatever happens to it.
 */
export async function runRehearsal(options: Options): Promise<RehearsalOutcome> {
  const { campaignId, script, speed } = options
  const address = env.get('DATABASE_DIRECT_URL') || env.get('DATABASE_URL')
  const schema = await ShadowSchema.create(address, speed)

  try {
    const order = {
      campaignId,
      sourceSchema: schema.source,
      schema: schema.name,
      origin: schema.origin,
      speed,
      script,
    }
    return await played(start(schema.address), order, options)
  } finally {
    await schema.drop()
  }
}

function start(address: string): ChildProcess {
  const program = app.makePath('bin', `rehearse${extname(process.argv[1]) || '.js'}`)
  return fork(program, {
    env: {
      ...process.env,
      DATABASE_URL: address,
      DATABASE_DIRECT_URL: address,
      // What the others share is none of its business.
      REDIS_URL: NO_REDIS,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

async function played(
  child: ChildProcess,
  order: RehearsalOrder,
  { audience, signal }: Options
): Promise<RehearsalOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<RehearsalOutcome>()
  const exited = Promise.withResolvers<void>()
  const stop = () => reject(new RehearsalFailed('It was called off.'))
  const late = () => reject(new RehearsalFailed('It took too long.'))
  const timer = setTimeout(late, (order.script.seconds / order.speed) * 1_000 + PATIENCE_MS)

  child.on('message', (news: RehearsalNews) => {
    if (news.kind === 'state') audience.state(news.state)
    if (news.kind === 'shot') audience.shot(news.shot)
    if (news.kind === 'done') resolve(news.outcome)
    if (news.kind === 'failed') reject(new RehearsalFailed(news.message))
  })
  child.on('error', (error) => {
    reject(new RehearsalFailed(error.message))
    // One that could not even begin never ends.
    if (child.pid === undefined) exited.resolve()
  })
  child.once('exit', (code) => {
    exited.resolve()
    reject(new RehearsalFailed(`It ended by itself (${code}).`))
  })
  signal.addEventListener('abort', stop)
  child.send(order)

  try {
    return await promise
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    child.kill()
    // Its tables are dropped next: nobody may still hold them.
    const force = setTimeout(() => child.kill('SIGKILL'), GOING_MS)
    await exited.promise
    clearTimeout(force)
  }
}
