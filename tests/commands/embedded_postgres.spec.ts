import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from '@japa/runner'
import { Cluster } from '../../bin/lib/postgres/cluster.mjs'
import { ensureDatabase, withClient } from '../../bin/lib/postgres/connection.mjs'
import { EmbeddedPostgres } from '../../bin/lib/postgres/embedded.mjs'
import { postgresHome } from '../../bin/lib/postgres/home.mjs'
import { readPostmaster } from '../../bin/lib/postgres/postmaster.mjs'
import { isAlive } from '../../bin/lib/process_identity.mjs'
import { waitFor } from '../../bin/lib/wait_for.mjs'

interface Row {
  value: string
}

interface Client {
  query(sql: string): Promise<{ rows: Row[] }>
}

const one = (url: string, sql: string): Promise<string | undefined> =>
  withClient(url, async (client: Client) => {
    const { rows } = await client.query(sql)
    return rows[0]?.value
  })

test.group('Embedded PostgreSQL', (group) => {
  let shared = ''
  let folder = ''
  const options = () => ({ shared })
  const acquire = (): Promise<EmbeddedPostgres> => EmbeddedPostgres.acquire(folder, options())
  const data = () => path.join(postgresHome(folder, options()).folder, 'data')

  // One folder for all: making a data folder takes seconds. Each test leaves the server stopped.
  group.setup(() => {
    shared = mkdtempSync(path.join(tmpdir(), 'crowdcrit-shared-'))
    folder = mkdtempSync(path.join(tmpdir(), 'crowdcrit-data-'))
    chmodSync(folder, 0o700)
    return () => {
      rmSync(shared, { recursive: true, force: true })
      rmSync(folder, { recursive: true, force: true })
    }
  })

  group.each.teardown(() => new Cluster(postgresHome(folder, options())).stop())

  test('starts from nothing in a private folder, and keeps what it holds', async ({ assert }) => {
    const first = await acquire()
    await ensureDatabase(first.url(), 'crowdcrit')
    await ensureDatabase(first.url(), 'crowdcrit')
    await one(first.url('crowdcrit'), `create table kept as select 'kept' as value`)
    await first.release()
    assert.isNull(readPostmaster(data()))

    const second = await acquire()
    assert.equal(await one(second.url('crowdcrit'), 'select value from kept'), 'kept')
    assert.equal(second.port, first.port)
    await second.release()
  })

  test('listens on 127.0.0.1 alone, without a socket, and asks for its password', async ({
    assert,
  }) => {
    const postgres = await acquire()
    const setting = (name: string) =>
      one(postgres.url(), `select current_setting('${name}') as value`)

    assert.equal(await setting('listen_addresses'), '127.0.0.1')
    assert.equal(await setting('unix_socket_directories'), '')
    assert.equal(await setting('synchronous_commit'), 'on')
    assert.equal(await setting('fsync'), 'on')
    assert.equal(await setting('server_encoding'), 'UTF8')
    await assert.rejects(() =>
      one(`postgres://postgres:wrong@127.0.0.1:${postgres.port}/postgres`, 'select 1')
    )
    const password = path.join(postgresHome(folder, options()).folder, 'password')
    assert.equal(statSync(password).mode & 0o007, 0)
    await postgres.release()
  })

  test('adopts the server a killed command left running', async ({ assert }) => {
    const orphan = await new Cluster(postgresHome(folder, options())).start()
    const postgres = await acquire()

    assert.isTrue(postgres.adopted)
    assert.equal(postgres.port, orphan.port)
    await postgres.release()
    assert.isNull(readPostmaster(data()))
  })

  test('starts again after its server was killed outright', async ({ assert }) => {
    const killed = await acquire()
    await ensureDatabase(killed.url(), 'crowdcrit')
    await one(killed.url('crowdcrit'), `create table survives as select 'kept' as value`)
    const pid = readPostmaster(data())?.pid ?? 0
    process.kill(pid, 'SIGKILL')

    const postgres = await acquire()
    assert.isFalse(postgres.adopted)
    assert.equal(await one(postgres.url('crowdcrit'), 'select value from survives'), 'kept')
    await postgres.release()
  })

  test('is not kept from starting by a pid that now belongs to another process', async ({
    assert,
  }) => {
    const first = await acquire()
    const file = path.join(data(), 'postmaster.pid')
    const left = readFileSync(file, 'utf8')
    const owner = statSync(file)
    await first.release()
    writeFileSync(file, left.replace(/^\d+/, String(process.pid)), { mode: owner.mode })

    const second = await acquire()
    assert.isFalse(second.adopted)
    await second.release()
  })

  test('runs until the last command that uses it leaves', async ({ assert }) => {
    const postgres = await acquire()
    const pid = readPostmaster(data())?.pid ?? 0
    const users = path.join(folder, 'postgres', 'users')
    writeFileSync(path.join(users, 'other.json'), JSON.stringify({ pid: process.ppid, birth: '' }))

    await postgres.release()
    assert.isTrue(isAlive(pid))

    rmSync(path.join(users, 'other.json'))
    await postgres.release()
    assert.isTrue(await waitFor(() => !isAlive(pid), { within: 5000 }))
  })

  test('two commands at once make one server', async ({ assert }) => {
    const [either, other] = await Promise.all([acquire(), acquire()])

    assert.equal(either.port, other.port)
    await either.release()
    await other.release()
  })

  test('says what to do about a data folder of another version', async ({ assert }) => {
    const postgres = await acquire()
    await postgres.release()
    const file = path.join(data(), 'PG_VERSION')
    const version = readFileSync(file, 'utf8')
    writeFileSync(file, '12\n')

    await assert.rejects(acquire, /is of PostgreSQL 12, but this Crowdcrit brings PostgreSQL \d+/)
    writeFileSync(file, version)
  })

  test('says what to do about a damaged data folder', async ({ assert }) => {
    const postgres = await acquire()
    await postgres.release()
    const control = path.join(data(), 'global', 'pg_control')
    writeFileSync(control, 'damaged')

    const hurried = { ...options(), patience: 500 }
    await assert.rejects(
      () => EmbeddedPostgres.acquire(folder, hurried),
      /does not start .*move the data folder away/
    )

    rmSync(path.join(data(), 'PG_VERSION'))
    await assert.rejects(acquire, /is damaged .*restore it from a backup/)
  })
})
