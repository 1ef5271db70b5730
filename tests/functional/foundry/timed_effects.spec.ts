import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { Sweep } from '#foundry/sweep'
import {
  appendCommand,
  forgetLimits,
  holder,
  type PulledCommand,
  sql,
  type Tab,
} from '#tests/functional/foundry/support'

const payload = { actorId: 'hero', status: 'prone', durationSeconds: 60 }

const sweep = async () => (await app.container.make(Sweep)).execute()

const effects = (campaignId: string) =>
  sql().run<{ actor_id: string; status: string }>(
    'SELECT actor_id, status FROM foundry_timed_effects WHERE campaign_id = $1',
    [campaignId]
  )

/** Lets the time of a campaign's effects be over. */
const elapse = (campaignId: string) =>
  sql().run(
    `UPDATE foundry_timed_effects SET ends_at = clock_timestamp() - interval '1 second'
     WHERE campaign_id = $1`,
    [campaignId]
  )

async function commandsOf(tab: Tab): Promise<PulledCommand[]> {
  const { body } = await tab.pull()
  return body.commands
}

/** A condition that the table has put on. */
async function applied(parts: object = {}) {
  const tab = await holder()
  const campaignId = tab.paired.campaign.id
  const { id } = await appendCommand(campaignId, {
    type: 'status.apply',
    payload: { ...payload, ...parts },
  })
  await commandsOf(tab)
  await tab.result(id)
  return { tab, campaignId, id }
}

test.group('Foundry | timed effects', (group) => {
  group.each.setup(() => forgetLimits())

  test('an effect ends when its time is over, ordered once by many sweeps', async ({ assert }) => {
    const { tab, campaignId, id } = await applied()
    await sweep()
    assert.lengthOf(await commandsOf(tab), 0)

    await elapse(campaignId)
    await Promise.all([sweep(), sweep(), sweep()])

    const commands = await commandsOf(tab)
    assert.lengthOf(commands, 1)
    assert.containSubset(commands, [
      { type: 'status.remove', payload: { actorId: 'hero', status: 'prone', ends: id } },
    ])
    await tab.result(commands[0]?.id ?? '')
    assert.lengthOf(await effects(campaignId), 0)
  })

  test('what failed, has no duration, or is out of bounds never ends by itself', async ({
    assert,
  }) => {
    for (const durationSeconds of [undefined, 0, -5, 1.5, 90_000, '60']) {
      const { campaignId } = await applied({ durationSeconds })
      assert.lengthOf(await effects(campaignId), 0)
    }

    const tab = await holder()
    const campaignId = tab.paired.campaign.id
    const { id } = await appendCommand(campaignId, { type: 'status.apply', payload })
    await tab.result(id, { status: 'failed', code: 'actor_gone' })
    assert.lengthOf(await effects(campaignId), 0)

    const dry = await appendCommand(campaignId, { type: 'status.apply', payload, isDryRun: true })
    await tab.result(dry.id, { code: 'dry_run' })
    assert.lengthOf(await effects(campaignId), 0)
  })

  test('undone, there is nothing left to end', async ({ assert }) => {
    const { tab, campaignId, id } = await applied()
    const undo = await appendCommand(campaignId, {
      type: 'command.undo',
      payload: { commandId: id },
      undoOf: id,
    })
    await tab.result(undo.id)
    assert.lengthOf(await effects(campaignId), 0)
  })

  test('{code}: ordered again {again}')
    .with([
      { status: 'skipped', code: 'stopped', again: true },
      { status: 'expired', code: 'expired', again: true },
      { status: 'skipped', code: 'not_active', again: false },
      { status: 'failed', code: 'actor_gone', again: false },
      { status: 'done', code: 'removed', again: false },
    ])
    .run(async ({ assert }, { status, code, again }) => {
      const { tab, campaignId } = await applied()
      await elapse(campaignId)
      await sweep()
      const [command] = await commandsOf(tab)
      await tab.result(command?.id ?? '', { status, code })
      assert.lengthOf(await effects(campaignId), again ? 1 : 0)

      await elapse(campaignId)
      await sweep()
      assert.lengthOf(await commandsOf(tab), again ? 1 : 0)
    })

  test('an archived campaign’s table is left alone', async ({ assert }) => {
    const { campaignId } = await applied()
    await elapse(campaignId)
    await sql().run('UPDATE campaigns SET archived_at = now() WHERE id = $1', [campaignId])
    await sweep()
    assert.lengthOf(await effects(campaignId), 1)
  })
})
