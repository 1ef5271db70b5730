import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { LeaseDesk } from '#foundry/lease/lease_desk'
import { hasLeaseHolder } from '#foundry/lease/has_lease_holder'
import { openStream } from '#tests/functional/foundry/open_stream'
import {
  appendCommand,
  commandsOf,
  forgetLimits,
  holder,
  isHeld,
  lapse,
  listen,
  pair,
  sql,
  statusOf,
  Tab,
  until,
  withSettings,
} from '#tests/functional/foundry/support'

const sweep = async () => {
  const leaseDesk = await app.container.make(LeaseDesk)
  return leaseDesk.freeLapsed(sql())
}

async function vacantSince(connectionId: string) {
  const [row] = await sql().run<{ vacant_since: Date | null }>(
    'SELECT vacant_since FROM foundry_leases WHERE connection_id = $1',
    [connectionId]
  )
  return row?.vacant_since ?? null
}

test.group('Foundry | lease', (group) => {
  group.each.setup(() => forgetLimits())
  group.each.setup(() => listen())

  test('of two tabs of one browser one is in charge', async ({ assert }) => {
    const paired = await pair()
    const tabs = Array.from({ length: 6 }, () => new Tab(paired))

    const answers = await Promise.all(tabs.map((tab) => tab.hello()))

    const held = answers.filter(({ body }) => body.lease.held)
    assert.lengthOf(held, 1)
    const others = answers.filter(({ body }) => !body.lease.held)
    assert.isTrue(others.every(({ body }) => body.lease.fencing <= 1))
    const late = await new Tab(paired).hello()
    assert.deepInclude(late.body.lease, { held: false, fencing: 1, holder: 'Gamemaster' })
    assert.isTrue(await hasLeaseHolder(sql(), paired.campaign.id))
  })

  test('only a GM’s candidate that is understood takes it', async ({ assert }) => {
    const paired = await pair()
    const user = { id: 'p', name: 'Mia', isGM: false }

    assert.isFalse(await isHeld(new Tab(paired).hello({ user })))
    assert.isFalse(await isHeld(new Tab(paired).hello({ candidate: false })))
    const newer = await new Tab(paired).hello({ protocol: 99 })
    assert.equal(newer.body.compatibility, 'module_too_new')
    assert.isFalse(newer.body.lease.held)
    const older = await new Tab(paired).hello({ protocol: 0 })
    assert.equal(older.body.compatibility, 'module_too_old')
    assert.isNotNull(await vacantSince(paired.connectionId))
  })

  test('a copied world is refused', async ({ assert }) => {
    const tab = new Tab(await pair())
    assert.equal(await statusOf(tab.hello({ instanceId: 'a-copy' })), 403)
  })

  test('is handed over on release, with another fencing number', async ({ assert }) => {
    const first = await holder()
    const second = new Tab(first.paired)

    assert.isFalse(await isHeld(second.beat()))
    const released = await first.beat({ candidate: false, release: true })
    assert.isFalse(released.body.lease.held)
    assert.isNotNull(await vacantSince(first.paired.connectionId))

    const taken = await second.beat()
    assert.isTrue(taken.body.lease.held)
    assert.isAbove(taken.body.lease.fencing, first.fencing - 1)
    assert.isNull(await vacantSince(first.paired.connectionId))
    assert.isFalse(await isHeld(first.beat()))
  })

  test('whoever lost it is refused: pull, result and roll', async ({ assert }) => {
    const first = await holder()
    const { id } = await appendCommand(first.paired.campaign.id)
    await first.pull()
    const stale = first.fencing
    await lapse(first.paired.connectionId)
    const second = await holder(first.paired)
    first.fencing = stale

    const pulled = await first.pull<{ error: { code: string } }>()
    const answered = await first.result(id)

    assert.equal(pulled.status, 409)
    assert.equal(pulled.body.error.code, 'stale_lease')
    assert.equal(answered.status, 409)
    assert.containSubset(await commandsOf(second.pull()), [{ id }])
    assert.equal(await statusOf(second.result(id)), 200)
  })

  test('when it lapses the others are told, and the next takes it', async ({ assert, cleanup }) => {
    const first = await holder()
    const second = new Tab(first.paired)
    await second.hello()
    const stream = await openStream(second)
    cleanup(() => stream.close())

    await lapse(first.paired.connectionId)
    assert.include(await sweep(), first.paired.campaign.id)
    await stream.next('lease', ({ holder: name, held }) => name === null && held === false)
    assert.isFalse(await hasLeaseHolder(sql(), first.paired.campaign.id))

    assert.isTrue(await isHeld(second.beat()))
    await stream.next('lease', ({ held, fencing }) => held === true && fencing === second.fencing)
  })

  test('a closed stream frees it after a while', async ({ assert, cleanup }) => {
    cleanup(await withSettings({ closedStream: 0.05 }))
    const first = await holder()
    const stream = await openStream(first)
    await stream.next('hello', ({ lease }) => JSON.stringify(lease).includes('"held":true'))

    await stream.close()
    await until(async () => {
      const freed = await sweep()
      return freed.includes(first.paired.campaign.id)
    }, 'the lapse')

    assert.isTrue(await isHeld(new Tab(first.paired).hello()))
  })

  test('a tab with another open stream keeps it', async ({ assert, cleanup }) => {
    cleanup(await withSettings({ closedStream: 0.01 }))
    const first = await holder()
    const old = await openStream(first)
    const current = await openStream(first)
    cleanup(() => current.close())

    await old.close()
    await openStream(new Tab(first.paired)).then((other) => other.close())
    await sweep()

    const answer = await first.beat()
    assert.isTrue(answer.body.lease.held)
    assert.equal(answer.body.lease.fencing, 1)
  })

  test('a ping asks for a heartbeat', async ({ cleanup }) => {
    cleanup(await withSettings({ ping: 0.05 }))
    const tab = await holder()
    const stream = await openStream(tab)
    cleanup(() => stream.close())
    await stream.next('ping')
  })
})
