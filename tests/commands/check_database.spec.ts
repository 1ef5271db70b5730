import { test } from '@japa/runner'
import { freePort } from '../../bin/lib/free_port.mjs'
import { checkDatabase } from '../../bin/lib/services/check_database.mjs'
import { checkRedis } from '../../bin/lib/services/check_redis.mjs'

async function sentence(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return ''
}

const complaint = (url: string) => sentence(() => checkDatabase('DATABASE_URL', url))

test.group('DATABASE_URL', () => {
  test('one that works is described by its place', async ({ assert }) => {
    const url = new URL(process.env.DATABASE_URL ?? '')
    const place = await checkDatabase('DATABASE_URL', url.href)

    assert.match(place, /^PostgreSQL \d+ at /)
    assert.notInclude(place, url.password || 'no password')
  })

  test('nobody listens', async ({ assert }) => {
    const port = await freePort()
    const said = await complaint(`postgres://someone:s3cret@127.0.0.1:${port}/crowdcrit`)

    assert.match(said, new RegExp(`nothing answers at 127\\.0\\.0\\.1:${port}`))
    assert.notInclude(said, 's3cret')
  })

  test('no such database', async ({ assert }) => {
    const url = new URL(process.env.DATABASE_URL ?? '')
    url.pathname = '/nowhere'

    assert.match(await complaint(url.href), /has no database "nowhere": create it/)
  })

  test('no address at all', async ({ assert }) => {
    for (const url of ['postgres//u:s3cret@x', 'mysql://u:s3cret@x/y', 'postgres://u:s3cret@x']) {
      const said = await complaint(url)
      assert.match(said, /is not a PostgreSQL address/)
      assert.notInclude(said, 's3cret')
    }
  })

  test('something else listens', async ({ assert, cleanup }) => {
    const { createServer } = await import('node:http')
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    cleanup(() => new Promise<void>((resolve) => server.close(() => resolve())))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0

    const said = await complaint(`postgres://someone:s3cret@127.0.0.1:${port}/crowdcrit`)
    assert.match(said, /does not answer as PostgreSQL does/)
    assert.notInclude(said, 's3cret')
  })
})

test.group('REDIS_URL', () => {
  test('nobody listens, or no address at all', async ({ assert }) => {
    const port = await freePort()
    const said = await sentence(() => checkRedis(`redis://:s3cret@127.0.0.1:${port}`))

    assert.match(said, new RegExp(`nothing answers at 127\\.0\\.0\\.1:${port}`))
    assert.notInclude(said, 's3cret')
    assert.match(await sentence(() => checkRedis('localhost:6379')), /not a Redis address/)
  })
})
