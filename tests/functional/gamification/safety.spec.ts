import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import User from '#accounts/user'
import { reasonSentence } from '#redemptions/reasons'
import { EventPausePolicy } from '#gamification/sale/event_pause_policy'
import { forgetLimits } from '#tests/functional/foundry/support'
import { PlayingTable, reached } from '#tests/functional/gamification/actions/playing_table'
import { createStage, testSql, type TestStage } from '#tests/support/fixtures'
import { emptyDatabase } from '#tests/support/database'
import {
  arm,
  begun,
  commandsOf,
  contribute,
  executePending,
  executionResult,
  openTable,
  reasonOf,
  roll,
  settled,
  statusOf,
} from './game.js'

const aria = { actorId: 'aria', name: 'Aria' }
const someone = (id: string) => ({ id, name: 'Aria' })

async function agree(client: ApiClient, stage: TestStage, change: object) {
  return client
    .put(`/campaigns/${stage.campaignId}/safety`)
    .accept('json')
    .redirects(0)
    .withCsrfToken()
    .loginAs(await User.findOrFail(stage.ownerId))
    .json({ quietInCombat: false, quietScenes: [], characters: [], ...change })
}

/** What the table is doing, as its module tells it. */
const situation = (campaignId: string, combat: boolean, scene: string | null = null) =>
  testSql().run(
    'UPDATE foundry_connections SET is_in_combat = $2, scene_id = $3 WHERE campaign_id = $1',
    [campaignId, combat, scene]
  )

const CHAT = {
  mode: 'immediate',
  action_id: 'chat_message',
  action_settings: JSON.stringify({ message: 'Hi' }),
}

test.group('A quiet time', (group) => {
  group.each.setup(() => emptyDatabase())

  test('{why}: a roll leaves the goal armed, and it goes on afterwards')
    .with([
      { why: 'a fight', agreed: { quietInCombat: true }, now: [true, null], says: 'a fight is on' },
      {
        why: 'a scene',
        agreed: { quietScenes: [{ id: 'grave', name: 'The grave' }] },
        now: [false, 'grave'],
        says: 'the scene is “The grave”',
      },
    ] as const)
    .run(async ({ client, assert }, { agreed, now: [combat, scene], says }) => {
      const stage = await createStage(testSql())
      await openTable(testSql(), stage.campaignId)
      await agree(client, stage, agreed)
      const id = await arm(stage)

      await situation(stage.campaignId, combat, scene)
      const quiet = await roll(stage)
      assert.include(quiet.outcome, says)
      assert.equal(await statusOf(id), 'armed')

      await situation(stage.campaignId, false, 'road')
      await roll(stage)
      assert.equal(await statusOf(id), 'executing')
    })

  test('what is reached in it is refused and refunded, with its reason', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql(), { event: CHAT })
    await openTable(testSql(), stage.campaignId)
    await agree(client, stage, { quietInCombat: true })
    await situation(stage.campaignId, true)
    const { id, redemptions } = await begun(stage)

    await executePending()

    assert.lengthOf(await commandsOf(id), 0)
    assert.deepEqual(await settled(redemptions), ['refund_pending quiet_time'])
    assert.equal(
      reasonSentence('quiet_time'),
      'The table had a quiet time, so your points came back.'
    )
  })

  test('is none without the agreement', async ({ client, assert }) => {
    const stage = await createStage(testSql(), { event: CHAT })
    await openTable(testSql(), stage.campaignId)
    await agree(client, stage, { quietScenes: [{ id: 'grave', name: 'The grave' }] })
    await situation(stage.campaignId, true, 'road')
    const { id } = await begun(stage)
    await executePending()
    assert.lengthOf(await commandsOf(id), 1)
  })

  test('pauses what needs the table, and the GM cannot fire by hand', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql(), {
      event: { trigger_id: 'manual', action_id: 'chat_message' },
    })
    await openTable(testSql(), stage.campaignId)
    await agree(client, stage, { quietInCombat: true })
    const policy = await app.container.make(EventPausePolicy)
    const reason = async () => {
      const { id, streamerId, subjectId } = {
        id: stage.reward.id,
        streamerId: stage.streamer.id,
        subjectId: stage.eventId,
      }
      const sold = { id, streamerId, subjectId, campaignId: stage.campaignId }
      const reasons = await policy.reasons(testSql(), [sold])
      return reasons.get(id) ?? null
    }
    assert.isNull(await reason())
    await situation(stage.campaignId, true)
    assert.equal(await reason(), 'quiet_time')

    const id = await arm(stage)
    const fired = await client
      .post(`/campaigns/${stage.campaignId}/instances/${id}/trigger`)
      .accept('json')
      .withCsrfToken()
      .loginAs(await User.findOrFail(stage.ownerId))
    assert.equal(fired.status(), 409)
    assert.include(fired.text(), 'a quiet time')
    assert.equal(await statusOf(id), 'armed')
  })
})

test.group('Characters', (group) => {
  group.each.setup(async () => {
    await emptyDatabase()
    await forgetLimits()
  })

  test('most {most}: a change by {change} is {outcome}')
    .with([
      { most: 'nothing', change: -1, outcome: 'refund_pending character_out' },
      { most: 'mild', change: -5, outcome: 'counted -' },
      { most: 'mild', change: -6, outcome: 'refund_pending too_intense' },
      { most: 'strong', change: 20, outcome: 'counted -' },
      { most: 'strong', change: 21, outcome: 'refund_pending too_intense' },
      { most: 'drastic', change: 1000, outcome: 'counted -' },
    ])
    .run(async ({ client, assert }, { most, change, outcome }) => {
      const stage = await createStage(testSql(), {
        event: {
          mode: 'immediate',
          action_id: 'stat_modify',
          action_settings: JSON.stringify({ actor: someone('aria'), change }),
        },
      })
      await openTable(testSql(), stage.campaignId)
      await agree(client, stage, { characters: [{ ...aria, most }] })
      const { redemptions } = await begun(stage)
      await executePending()
      assert.deepEqual(await settled(redemptions), [outcome])
    })

  test('who rolls and takes part in nothing is left alone, others are not', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)
    await agree(client, stage, { characters: [{ ...aria, most: 'nothing' }] })
    const id = await arm(stage)
    const redemptions = await contribute(stage, id, ['Ada'])

    await roll(stage, { actorId: 'aria' })
    assert.equal(await reasonOf(id), 'character_out')
    assert.deepEqual(await settled(redemptions), ['refund_pending character_out'])
    assert.deepEqual(await executionResult(id), { message: 'Aria does not take part.' })

    const next = await arm(stage)
    await roll(stage, { actorId: 'bruno' })
    assert.equal(await statusOf(next), 'executing')
  })

  test('of a sequence only what affects them is left out', async ({ client, assert }) => {
    const hurt = {
      actionId: 'stat_modify',
      settings: { actor: someone('aria'), change: -9 },
      delaySeconds: 0,
    }
    const said = { actionId: 'chat_message', settings: { message: 'Boom' }, delaySeconds: 0 }
    const { stage, table, id, redemptions } = await reached('custom', { steps: [said, hurt] })
    await agree(client, stage, { characters: [{ ...aria, most: 'mild' }] })
    await table.play()
    assert.deepEqual(await settled(redemptions), ['fulfil_pending completed'])
    assert.include(String((await executionResult(id))?.message), 'what is mild at most')

    const alone = await createStage(testSql(), {
      event: {
        mode: 'immediate',
        action_id: 'custom',
        action_settings: JSON.stringify({ steps: [hurt] }),
      },
    })
    await openTable(testSql(), alone.campaignId)
    await agree(client, alone, { characters: [{ ...aria, most: 'nothing' }] })
    const whole = await begun(alone)
    await executePending()
    assert.deepEqual(await settled(whole.redemptions), ['refund_pending character_out'])
  })
})

test.group('Agreements with the table', (group) => {
  group.each.setup(async () => {
    await emptyDatabase()
    await forgetLimits()
  })

  test('are shown with the world’s characters, and replaced as a whole', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql())
    await PlayingTable.open(stage)
    const shown = async () => {
      const response = await client
        .get(`/campaigns/${stage.campaignId}/safety`)
        .withInertia()
        .loginAs(await User.findOrFail(stage.ownerId))
      return response.inertiaProps.safety
    }

    assert.deepEqual(await shown(), {
      quietInCombat: false,
      quietScenes: [],
      characters: [{ actorId: 'hero', name: 'Ada', most: 'drastic' }],
      quietNow: null,
    })
    const scenes = [{ id: 'grave', name: 'The grave' }]
    await agree(client, stage, {
      quietInCombat: true,
      quietScenes: scenes,
      characters: [
        { actorId: 'hero', name: 'Ada', most: 'mild' },
        { actorId: 'gone', name: 'Gone', most: 'nothing' },
      ],
    })
    assert.deepEqual(await shown(), {
      quietInCombat: true,
      quietScenes: scenes,
      characters: [
        { actorId: 'hero', name: 'Ada', most: 'mild' },
        { actorId: 'gone', name: 'Gone', most: 'nothing' },
      ],
      quietNow: null,
    })

    await agree(client, stage, {})
    const after = await shown()
    assert.isFalse(after.quietInCombat)
    assert.deepEqual(after.characters, [{ actorId: 'hero', name: 'Ada', most: 'drastic' }])
  })

  test('{field} is refused')
    .with([
      { field: 'quietInCombat', change: { quietInCombat: 'yes' } },
      { field: 'quietScenes.0.id', change: { quietScenes: [{ id: '<b>', name: 'B' }] } },
      { field: 'characters.0.most', change: { characters: [{ ...aria, most: 'some' }] } },
      {
        field: 'characters',
        change: {
          characters: [
            { ...aria, most: 'mild' },
            { ...aria, most: 'strong' },
          ],
        },
      },
    ])
    .run(async ({ client, assert }, { field, change }) => {
      const stage = await createStage(testSql())
      const response = await agree(client, stage, change)
      assert.equal(response.status(), 422)
      assert.equal(response.body().errors[0].field, field)
    })

  test('the module tells of a fight and of the scene, and rewards follow', async ({ assert }) => {
    const stage = await createStage(testSql())
    const table = await PlayingTable.open(stage)
    const told = async () => {
      const [row] = await testSql().run<{ is_in_combat: boolean; scene_id: string | null }>(
        'SELECT is_in_combat, scene_id FROM foundry_connections WHERE campaign_id = $1',
        [stage.campaignId]
      )
      return row
    }
    assert.deepEqual(await told(), { is_in_combat: false, scene_id: null })

    await table.tab.hello({ situation: { combat: true, sceneId: 'grave' } })
    assert.deepEqual(await told(), { is_in_combat: true, scene_id: 'grave' })
    const presence = {
      eventId: 'presence:1',
      type: 'presence',
      at: new Date().toISOString(),
      characters: [],
      situation: { combat: false, sceneId: null },
    }
    await table.tab.events([presence])
    assert.deepEqual(await told(), { is_in_combat: false, scene_id: null })
    await table.tab.hello({ situation: { combat: true, sceneId: 'grave' } })
    await table.tab.hello()
    assert.deepEqual(await told(), { is_in_combat: true, scene_id: 'grave' }, 'an older module')
  })
})
