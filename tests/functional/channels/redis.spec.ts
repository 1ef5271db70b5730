import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Redis } from 'ioredis'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { PublishToRedis, STREAM } from '#channels/log/publish_to_redis'
import { TakeMessage } from '#channels/intake/take_message'
import { emptyDatabase } from '#tests/support/database'
import { untilReadable } from '#tests/support/channel_events'
import { cheerOf } from '#tests/support/events/messages'
import { testSql } from '#tests/support/fixtures'
import { OwnRedis } from '#tests/support/machines/own_redis'
import { until } from '#tests/support/until'

const CHANNEL = '4711'
const CONSUMER = join(import.meta.dirname, '../../../examples/channel_events_consumer/consumer.mjs')

test.group('Events for programs outside', (group) => {
  let server: OwnRedis
  let redis: Redis
  let publisher: PublishToRedis

  group.setup(async () => {
    server = await OwnRedis.start()
    redis = new Redis(server.url, { keyPrefix: 'crowdcrit:', retryStrategy: () => 20 })
    // It is stopped on purpose.
    redis.on('error', () => {})
    return async () => {
      redis.disconnect()
      await server.stop()
    }
  })

  group.each.setup(async () => {
    await emptyDatabase()
    await redis.flushall()
    publisher = new PublishToRedis(testSql, redis)
    // A reader begins with what comes after it.
    await publish()
    return () => publisher.stop()
  })

  async function publish() {
    await untilReadable(testSql())
    while (await publisher.execute());
  }

  async function cheer(viewer: string): Promise<string> {
    const take = await app.container.make(TakeMessage)
    const message = cheerOf(CHANNEL, viewer)
    await take.execute(message)
    return message.messageId
  }

  async function streamed() {
    const entries = await redis.xrange(STREAM, '-', '+')
    return entries.map(([, fields]) => JSON.parse(fields[fields.indexOf('event') + 1]))
  }
  const ids = async () => (await streamed()).map(({ id }) => id)

  test('each gets there as its envelope, in the order of the log', async ({ assert }) => {
    const sent = [await cheer('1'), await cheer('2'), await cheer('3')]
    await publish()
    await publish()
    assert.deepEqual(await ids(), sent)
    const [first] = await streamed()
    assert.containSubset(first, {
      source: 'twitch.eventsub',
      kind: 'cheer',
      version: 1,
      channelId: CHANNEL,
      userId: '1',
      payload: { bits: 100, viewer: { login: 'viewer_1' } },
      rawPayload: { bits: 100, user_id: '1' },
    })
    const [row] = await db.from('channel_events').orderBy('id')
    assert.deepEqual(
      [first.createdAt, first.receivedAt],
      [row.created_at.toISOString(), row.received_at.toISOString()]
    )
  })

  test('what is committed late is not passed over', async ({ assert }) => {
    const slow = await db.transaction()
    await slow.rawQuery(
      `INSERT INTO channel_events (channel_id, kind, source, message_id, event_key, payload, created_at, received_at)
       VALUES ('${CHANNEL}', 'cheer', 'inferred', 'slow', 'slow', '{}', now(), now())`
    )
    const fast = await cheer('1')
    await publisher.execute()
    assert.deepEqual(await ids(), [])
    await slow.commit()
    await publish()
    assert.deepEqual(await ids(), ['slow', fast])
  })

  test('another process goes on where one has ended, and repeats what was not noted', async ({
    assert,
  }) => {
    const first = await cheer('1')
    await publish()
    const second = await cheer('2')
    const [before] = await db.from('event_readers')
    await publish()
    // As if it had ended before it noted that.
    await db.from('event_readers').update({ xid: before.xid, event_id: before.event_id })
    await publisher.stop()
    publisher = new PublishToRedis(testSql, redis)
    await publish()
    assert.deepEqual(await ids(), [first, second, second])
  })

  test('while Redis is away nothing is passed over', async ({ assert }) => {
    const impatient = new Redis(server.url, {
      keyPrefix: 'crowdcrit:',
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      retryStrategy: () => 20,
    })
    impatient.on('error', () => {})
    await publisher.stop()
    publisher = new PublishToRedis(testSql, impatient)
    await until('it is connected', () => impatient.status === 'ready')
    await server.stop()
    const sent = await cheer('1')
    await until('it is noticed', () => impatient.status !== 'ready')
    await untilReadable(testSql())
    await assert.rejects(() => publisher.execute())
    await server.begin()
    await until('it is connected again', () => impatient.status === 'ready')
    await until('so is the other', () => redis.status === 'ready')
    await publish()
    assert.deepEqual(await ids(), [sent])
    impatient.disconnect()
  })

  test('the example prints each once, also when it is killed in between', async ({ assert }) => {
    const lines: { kind: string; payload: { viewer: { id: string } } }[] = []
    const start = () => {
      const child = spawn(process.execPath, [CONSUMER, 'lights'], {
        env: { PATH: process.env.PATH, REDIS_URL: server.url, ABANDONED_MS: '200' },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line)))
      return child
    }
    const seen = () => lines.map(({ payload }) => payload.viewer.id)

    const allDone = () =>
      until('all are acknowledged', async () => {
        const [left] = await redis.xpending(STREAM, 'lights')
        return left === 0
      })

    const first = start()
    await cheer('1')
    await cheer('2')
    await publish()
    await until('two are printed', () => lines.length === 2)
    await allDone()
    first.kill('SIGKILL')
    await once(first, 'exit')

    // One that was given to a consumer which ended before it had done anything.
    await cheer('3')
    await publish()
    await redis.xreadgroup('GROUP', 'lights', 'ended', 'COUNT', 1, 'STREAMS', STREAM, '>')
    const second = start()
    await until('the third is printed', () => lines.length === 3)
    assert.deepEqual(seen(), ['1', '2', '3'])

    // The same again, as after a crash of the app.
    const [entry] = await redis.xrange(STREAM, '-', '+', 'COUNT', 1)
    await redis.xadd(STREAM, '*', ...entry[1])
    await cheer('4')
    await publish()
    await until('the fourth is printed', () => seen().includes('4'))
    assert.deepEqual(seen(), ['1', '2', '3', '4'])
    await allDone()
    second.kill('SIGTERM')
    const [code] = await once(second, 'exit')
    assert.equal(code, 0)
  })
})
