import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import db from '@adonisjs/lucid/services/db'
import { onLucid } from '#core/sql'
import { openStream } from '#tests/functional/foundry/open_stream'
import {
  appendCommand,
  forgetLimits,
  holder,
  listen,
  sql,
  type Tab,
} from '#tests/functional/foundry/support'
import { createEvent, createInstance } from '#tests/support/fixtures'

async function save(client: ApiClient, { paired }: Tab, settings: unknown) {
  const { id, ownerId } = paired.campaign
  const response = await client
    .put(`/campaigns/${id}/foundry/settings`)
    .json(settings)
    .loginAs(await User.findOrFail(ownerId))
    .withCsrfToken()
    .accept('json')
    .redirects(0)
  return response.status()
}

async function table(client: ApiClient, { paired }: Tab) {
  const { id, ownerId } = paired.campaign
  const page = await client
    .get(`/campaigns/${id}/foundry`)
    .loginAs(await User.findOrFail(ownerId))
    .withInertia()
  return page.inertiaProps as { table: Record<string, unknown> }
}

const origin = { kind: 'instance' as const, label: 'Fate reversed', viewer: 'Ada' }

async function paidFor({ paired }: Tab) {
  const { id: campaignId } = paired.campaign
  const eventId = await createEvent(sql(), campaignId, { event: { kind: 'group' } })
  const of = { campaignId, eventId, streamerId: null }
  return createInstance(sql(), of, { kind: 'group' })
}

/** A command that viewers have paid for. */
async function effect(tab: Tab, options = {}) {
  const instanceId = await paidFor(tab)
  const { id: campaignId } = tab.paired.campaign
  return appendCommand(campaignId, { instanceId, origin, type: 'stat.modify', ...options })
}

const whispers = ({ paired }: Tab, client = sql()) =>
  client.run<{ payload: { text: string }; instance_id: string | null; seq: number }>(
    `SELECT payload, instance_id, seq FROM foundry_commands
     WHERE campaign_id = $1 AND type = 'gm.whisper' ORDER BY seq`,
    [paired.campaign.id]
  )

test.group('Foundry | what a GM allows at the table', (group) => {
  group.each.setup(() => forgetLimits())
  group.each.setup(() => listen())

  test('reaches the open tabs and those that come later, and the page', async ({
    assert,
    client,
    cleanup,
  }) => {
    const tab = await holder()
    const stream = await openStream(tab)
    cleanup(() => stream.close())
    const settings = { tellsGm: true, switchedOff: ['sound.play', 'macro.run'] }

    assert.equal(await save(client, tab, settings), 302)

    const { data } = await stream.next('config')
    assert.containSubset(data, { config: { switchedOff: settings.switchedOff } })
    assert.containSubset((await tab.hello()).body, {
      config: { switchedOff: settings.switchedOff },
    })
    assert.containSubset(await table(client, tab), { table: { settings } })
  })

  test('is a known kind of command, or nothing', async ({ assert, client }) => {
    const tab = await holder()
    for (const settings of [
      {},
      { tellsGm: 'yes', switchedOff: [] },
      { tellsGm: true, switchedOff: ['command.undo'] },
      { tellsGm: true, switchedOff: Array.from({ length: 9 }, () => 'macro.run') },
    ]) {
      assert.equal(await save(client, tab, settings), 422)
    }
  })

  test('what is switched off in Foundry is shown as such', async ({ assert, client }) => {
    const tab = await holder()
    await tab.hello({ switchedOff: ['chat.send', 'dance.jig'] })
    assert.containSubset(await table(client, tab), {
      table: { connection: { switchedOff: ['chat.send', 'dance.jig'] } },
    })
    await tab.hello()
    assert.containSubset(await table(client, tab), { table: { connection: { switchedOff: [] } } })
  })

  test('an effect of viewers comes with a whisper to the GMs, in its transaction', async ({
    assert,
    client,
  }) => {
    const tab = await holder()
    await effect(tab)
    assert.lengthOf(await whispers(tab), 0)
    await save(client, tab, { tellsGm: true, switchedOff: [] })

    const { seq } = await effect(tab)
    const [whisper] = await whispers(tab)
    assert.deepEqual(whisper, {
      payload: { text: '“Fate reversed”, with Ada, changes a character’s number.' },
      instance_id: null,
      seq: seq + 1,
    })

    await effect(tab, { isDryRun: true })
    await effect(tab, { type: 'gm.whisper' })
    await effect(tab, { origin: { kind: 'system', label: 'Its time is over' } })
    await appendCommand(tab.paired.campaign.id)
    assert.lengthOf(await whispers(tab), 2)

    const order = { instanceId: await paidFor(tab), origin, type: 'roll.invert' as const }
    const undone = db.transaction(async (trx) => {
      await appendCommand(tab.paired.campaign.id, order, onLucid(trx))
      assert.lengthOf(await whispers(tab, onLucid(trx)), 3)
      throw new Error('It comes to nothing')
    })
    await assert.rejects(() => undone, 'It comes to nothing')
    assert.lengthOf(await whispers(tab), 2)
  })

  test('each command has its story', async ({ assert, client }) => {
    const tab = await holder()
    const { id } = await appendCommand(tab.paired.campaign.id, { origin, type: 'stat.modify' })
    await tab.pull()
    await tab.result(id, { status: 'uncertain', code: 'timeout', durationMs: 10_004 })
    await tab.result(id, { status: 'done', code: 'late', message: 'It did.', durationMs: 12 })

    assert.containSubset(await table(client, tab), {
      table: {
        commands: [
          {
            id,
            viewer: 'Ada',
            code: 'late',
            durationMs: 12,
            story: [
              { status: 'queued' },
              { status: 'delivered' },
              { status: 'uncertain', detail: 'timeout' },
              { status: 'done', detail: 'It did.' },
            ],
          },
        ],
      },
    })
  })
})
