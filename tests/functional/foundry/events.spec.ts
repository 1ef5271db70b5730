import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { uuidv7 } from '#core/ids'
import { RefusedEvent } from '#foundry/events/refused_event'
import { GmActionListener, RollListener } from '#foundry/ports'
import { createMember, createUser } from '#tests/support/fixtures'
import { ActionRecorder, RollRecorder } from '#tests/functional/foundry/listeners'
import { roll } from '#tests/support/foundry_roll'
import {
  appendCommand,
  forgetLimits,
  holder,
  lapse,
  sql,
  statusOf,
  Tab,
} from '#tests/functional/foundry/support'

interface StoredRoll {
  event_id: string
  streamer_id: string | null
  is_late: boolean
  outcome: string | null
}

const rollsOf = (campaignId: string) =>
  sql().run<StoredRoll>(
    'SELECT event_id, streamer_id, is_late, outcome FROM foundry_rolls WHERE campaign_id = $1',
    [campaignId]
  )

async function assign(campaignId: string, column: 'actor_id' | 'foundry_user_id', value: string) {
  const streamerId = await createUser(sql(), 'Streamer')
  await createMember(sql(), campaignId, streamerId, 'streamer', false)
  await sql().run(
    `INSERT INTO character_assignments (id, campaign_id, streamer_id, ${column}, name)
     VALUES ($1, $2, $3, $4, 'Somebody')`,
    [uuidv7(), campaignId, streamerId, value]
  )
  return streamerId
}

test.group('Foundry | events', (group) => {
  let rolls: RollRecorder
  let actions: ActionRecorder

  group.each.setup(() => forgetLimits())
  group.each.setup(() => {
    rolls = new RollRecorder()
    actions = new ActionRecorder()
    app.container.swap(RollListener, () => rolls)
    app.container.swap(GmActionListener, () => actions)
    return () => {
      app.container.restore(RollListener)
      app.container.restore(GmActionListener)
    }
  })

  test('a roll is stored once and heard once, however often it is told', async ({ assert }) => {
    const tab = await holder()
    const event = roll()

    const answers = await Promise.all(Array.from({ length: 8 }, () => tab.events([event])))

    assert.isTrue(answers.every(({ body }) => body.accepted[0] === event.eventId))
    assert.lengthOf(rolls.rolls, 1)
    assert.equal(rolls.committed, 1)
    const stored = await rollsOf(tab.paired.campaign.id)
    assert.lengthOf(stored, 1)
    assert.containSubset(stored, [{ is_late: false, outcome: 'Nobody was waiting for it.' }])
  })

  test('belongs to its character’s streamer, else to its player’s', async ({ assert }) => {
    const tab = await holder()
    const { id } = tab.paired.campaign
    const ofPlayer = await assign(id, 'foundry_user_id', 'player')
    const ofHero = await assign(id, 'actor_id', 'hero')

    const events = [
      roll(),
      roll({ actor: { id: 'other', name: 'B' } }),
      roll({ actor: null, user: { id: 'nobody', name: 'N' } }),
    ]
    await tab.events(events)

    assert.deepEqual(
      rolls.rolls.map(({ streamerId }) => streamerId),
      [ofHero, ofPlayer, null]
    )
  })

  test('a late one is kept and triggers nothing', async ({ assert }) => {
    const tab = await holder()
    const old = new Date(Date.now() - 121_000).toISOString()
    await tab.events([
      roll({ late: true }),
      roll({ at: old }),
      roll({ at: '2099-01-01T00:00:00Z' }),
    ])

    const stored = await rollsOf(tab.paired.campaign.id)
    assert.lengthOf(
      stored.filter((one) => one.is_late),
      2
    )
    assert.lengthOf(rolls.rolls, 1)
  })

  test('a tab that is not in charge keeps its rolls, a GM’s word counts', async ({ assert }) => {
    const tab = await holder()
    await lapse(tab.paired.connectionId)
    const panic = { eventId: 'p1', type: 'gm', at: new Date().toISOString(), action: 'panic' }

    const refused = await tab.events([roll(), panic])

    assert.equal(refused.status, 409)
    assert.lengthOf(await rollsOf(tab.paired.campaign.id), 0)
    assert.containSubset(actions.actions, [{ action: 'panic', by: 'Gamemaster' }])
    const other = new Tab(tab.paired)
    assert.equal(await statusOf(other.events([panic])), 200)
    assert.lengthOf(actions.actions, 1)
  })

  test('a bad event costs its neighbours nothing', async ({ assert }) => {
    const tab = await holder()
    const [first, last] = [roll(), roll()]

    const { body, status } = await tab.events([
      first,
      roll({ eventId: 'bad', total: 'much' }),
      { eventId: 'odd', type: 'dance', at: 'now' },
      last,
    ])

    assert.equal(status, 200)
    assert.deepEqual(body.accepted, [first.eventId, last.eventId])
    assert.deepEqual(
      body.rejected.map(({ eventId, code }) => [eventId, code]),
      [
        ['bad', 'invalid'],
        ['odd', 'unknown_type'],
      ]
    )
  })

  test('a fault of ours loses nothing: the roll comes again', async ({ assert }) => {
    const tab = await holder()
    const event = roll()
    rolls.fails = true

    const failed = await tab.events([event])
    assert.deepEqual([failed.body.accepted, failed.body.rejected], [[], []])
    assert.lengthOf(await rollsOf(tab.paired.campaign.id), 0)

    rolls.fails = false
    const again = await tab.events([event])
    assert.deepEqual(again.body.accepted, [event.eventId])
    assert.lengthOf(rolls.rolls, 1)
  })

  test('a GM’s word that comes to nothing is refused with the reason', async ({ assert }) => {
    const tab = await holder()
    const press = (action: string, target?: string) => ({
      eventId: `gm:${uuidv7()}`,
      type: 'gm',
      at: new Date().toISOString(),
      action,
      target,
    })
    const { id } = await appendCommand(tab.paired.campaign.id, { type: 'gm.whisper' })
    await tab.result(id, { status: 'uncertain' })
    actions.refusal = new RefusedEvent('not_ready', 'Its goal is not reached yet.')

    const apply = press('apply', id)
    const { body } = await tab.events([
      apply,
      press('apply', id),
      press('ignore'),
      press('undo'),
      press('manual_trigger'),
    ])

    assert.deepEqual(body.accepted, [apply.eventId])
    assert.deepEqual(
      body.rejected.map(({ code }) => code),
      ['nothing_to_decide', 'nothing_to_decide', 'nothing_to_undo', 'not_ready']
    )
    const again = await tab.events([apply])
    assert.deepEqual(again.body.accepted, [apply.eventId])
  })

  test('presence replaces the characters, once', async ({ assert }) => {
    const tab = await holder()
    const presence = (eventId: string, actorName: string) => ({
      eventId,
      type: 'presence',
      at: new Date().toISOString(),
      characters: [{ actorId: 'a', actorName, userId: null, userName: null }],
    })
    const { body } = await tab.events([presence('one', 'Old'), presence('two', 'New')])
    assert.deepEqual(body, { accepted: ['one', 'two'], rejected: [] })
    await tab.events([presence('one', 'Old')])

    const [row] = await sql().run<{ characters: { actorName: string }[] }>(
      'SELECT characters FROM foundry_connections WHERE id = $1',
      [tab.paired.connectionId]
    )
    assert.equal(row?.characters[0]?.actorName, 'New')
  })
})
