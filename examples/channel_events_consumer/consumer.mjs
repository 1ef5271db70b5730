/**
 * Prints what happens on the channels of a Crowdcrit: `node consumer.mjs [name]`, with REDIS_URL as Crowdcrit
 * has it. Each name is told everything once, whatever ends in between; two of the same name share the work.
 */
import { hostname } from 'node:os'
import { Redis } from 'ioredis'

const STREAM = 'crowdcrit:channel-events'
const GROUP = process.argv[2] ?? 'example'
const SELF = `${hostname()}-${process.pid}`
/** After that long another one takes over what a consumer has left lying. */
const ABANDONED_MS = Number(process.env.ABANDONED_MS ?? 60_000)
const WAIT_MS = Math.min(2_000, ABANDONED_MS)
const REMEMBERED_SECONDS = 24 * 60 * 60

const redis = new Redis(process.env.REDIS_URL ?? 'redis://127.0.0.1:6379')
let isStopping = false
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => (isStopping = true))
}

/** Your part. It may be called twice for one event if it is killed right after: make that harmless. */
async function handle(event) {
  console.log(JSON.stringify({ at: event.createdAt, kind: event.kind, payload: event.payload }))
}

await joinGroup()
// What was given to this group and never finished comes first.
await handleAll(await abandoned())
let sinceClaim = Date.now()

while (!isStopping) {
  await handleAll(await news())
  if (Date.now() - sinceClaim > ABANDONED_MS) {
    await handleAll(await abandoned())
    sinceClaim = Date.now()
  }
}
await redis.quit()

/** From the beginning of what Redis still has; `$` instead of `0` begins with what comes next. */
async function joinGroup() {
  try {
    await redis.xgroup('CREATE', STREAM, GROUP, '0', 'MKSTREAM')
  } catch (error) {
    if (!error.message.startsWith('BUSYGROUP')) throw error
  }
}

async function news() {
  const answer = await redis.xreadgroup(
    ...['GROUP', GROUP, SELF, 'COUNT', 100, 'BLOCK', WAIT_MS, 'STREAMS', STREAM, '>']
  )
  return answer?.[0][1] ?? []
}

async function abandoned() {
  const [, entries] = await redis.xautoclaim(STREAM, GROUP, SELF, ABANDONED_MS, '0', 'COUNT', 1_000)
  return entries
}

async function handleAll(entries) {
  for (const [entryId, fields] of entries) {
    const event = JSON.parse(fields[fields.indexOf('event') + 1])
    if (await isNew(event.id)) {
      await handle(event)
      await redis.set(markOf(event.id), '1', 'EX', REMEMBERED_SECONDS)
    }
    await redis.xack(STREAM, GROUP, entryId)
  }
}

/** After a crash Crowdcrit sends the last few again, under the same id. */
async function isNew(id) {
  return (await redis.exists(markOf(id))) === 0
}

function markOf(id) {
  return `${GROUP}:seen:${id}`
}
