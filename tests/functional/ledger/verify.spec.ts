import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import LedgerVerify from '../../../commands/ledger_verify.js'
import { VerifyLedger } from '#rewards/verification/verify_ledger'
import { emptyDatabase } from '#tests/support/database'
import {
  createCampaign,
  createEvent,
  createMember,
  createReward,
  setViewers,
  testSql,
} from '#tests/support/fixtures'
import { createStreamer, useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { openIntake, rows } from '#tests/functional/ledger/support'

test.group('Ledger | verify', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', broadcasterType: 'affiliate', live: true }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
  })

  /** Redemptions that the ledger has taken in as Twitch sold them; two of three are settled on both sides. */
  async function balanced() {
    const sql = testSql()
    const { user, twitchId } = await createStreamer(simulator, 'mira')
    await setViewers(sql, user.id, 5)
    const { id: campaignId } = await createCampaign(sql)
    await createMember(sql, campaignId, user.id, 'streamer')
    const eventId = await createEvent(sql, campaignId, { event: { minimum: 10 } })
    const made = await simulator.control<{ id: string }>('POST', '/rewards', {
      broadcaster: 'mira',
      title: 'Twist',
      cost: 100,
      clientId: TwitchSimulator.clientId,
    })
    const reward = await createReward(
      sql,
      {
        streamer: { id: user.id, broadcasterId: twitchId, login: 'mira' },
        campaignId,
        eventId,
      },
      { reward: { twitch_reward_id: made.id } }
    )
    const { ids } = await simulator.redeem({ broadcaster: 'mira', reward: 'Twist', viewers: 3 })
    const intake = openIntake()
    for (const one of await simulator.redemptions({ broadcaster: 'mira' })) {
      const redemption = {
        redemptionId: one.id,
        twitchRewardId: one.reward.id,
        broadcasterId: twitchId,
        viewer: { twitchId: one.user_id, login: one.user_login, displayName: one.user_name },
        cost: 100,
        userInput: null,
        redeemedAt: new Date(one.redeemed_at),
      }
      await intake.take({ ...redemption, status: 'UNFULFILLED' })
      if (one.id !== ids[2]) {
        const status = one.id === ids[0] ? 'FULFILLED' : 'CANCELED'
        await simulator.control('POST', '/redemptions/settle', { ids: [one.id], status })
        await intake.take({ ...redemption, status })
      }
    }
    await intake.stop()
    return { ids, reward }
  }

  const verify = async () => {
    const ledger = await app.container.make(VerifyLedger)
    return ledger.execute()
  }

  const command = async () => {
    const made = await ace.create(LedgerVerify, ['--json'])
    await made.exec()
    return made.exitCode
  }

  test('says nothing when all agree', async ({ assert }) => {
    await balanced()
    assert.deepEqual(await verify(), { redemptions: 3, rewards: 1, differences: [], unseen: [] })
    assert.equal(await command(), 0)
  })

  test('finds one row altered by hand', async ({ assert }) => {
    const { ids } = await balanced()
    await rows(`UPDATE redemptions SET state = 'refunded' WHERE id = ?`, [ids[0]])

    const { differences } = await verify()
    assert.sameDeepMembers(
      differences.map(({ kind, about, ledger, other }) => [kind, about, ledger, other]),
      [
        ['status', ids[0], 'refunded', 'FULFILLED'],
        ['history', ids[0], 'refunded', 'history ends fulfilled'],
      ]
    )
    assert.equal(await command(), 1)
  })

  test('finds a row that is another viewer’s, or in other accounts', async ({ assert }) => {
    const { ids } = await balanced()
    const [{ id: other }] = await rows<{ id: number }>(
      `INSERT INTO viewers (twitch_id, login, display_name) VALUES ('77', 'nyx', 'Nyx') RETURNING id`
    )
    await rows('UPDATE redemptions SET viewer_id = ? WHERE id = ?', [other, ids[0]])
    await rows('UPDATE redemptions SET campaign_id = gen_random_uuid() WHERE id = ?', [ids[1]])
    const { differences } = await verify()
    assert.sameDeepMembers(
      differences.map(({ kind, about }) => [kind, about]),
      [
        ['viewer', ids[0]],
        ['account', ids[1]],
      ]
    )
    assert.equal(await command(), 1)
  })

  test('finds a reason altered by hand, and an end without history', async ({ assert }) => {
    const { ids } = await balanced()
    await rows(`UPDATE redemptions SET reason = 'expired' WHERE id = ?`, [ids[0]])
    await rows('DELETE FROM redemption_changes WHERE redemption_id = ?', [ids[1]])
    await rows(`UPDATE redemptions SET settled_by = 'us' WHERE id = ?`, [ids[1]])
    const { differences } = await verify()
    assert.sameDeepMembers(
      differences.map(({ kind, about }) => [kind, about]),
      [
        ['history', ids[0]],
        ['history', ids[1]],
      ]
    )
  })

  test('finds what was settled against how its goal ended', async ({ assert }) => {
    const { ids } = await balanced()
    await rows(`UPDATE redemptions SET settled_by = 'us' WHERE settled_at IS NOT NULL`)
    const kinds = async () => {
      const { differences } = await verify()
      return differences.filter(({ kind }) => kind === 'outcome').map(({ about }) => about)
    }
    const end = (status: string) =>
      rows(`UPDATE instances SET status = ?, version = version + 1, ended_at = now()`, [status])
    await end('expired')
    assert.deepEqual(await kinds(), [ids[0]])
    await end('completed')
    assert.deepEqual(await kinds(), [ids[1]])
  })

  test('finds one redemption altered on Twitch', async ({ assert }) => {
    const { ids } = await balanced()
    await simulator.control('POST', '/redemptions/settle', { ids: [ids[2]], status: 'CANCELED' })

    const { differences } = await verify()
    assert.lengthOf(differences, 1)
    assert.containSubset(differences[0], {
      kind: 'status',
      about: ids[2],
      channel: 'mira',
      ledger: 'counted',
      other: 'CANCELED',
    })
    assert.equal(await command(), 1)
  })

  test('finds what only one side has', async ({ assert }) => {
    const { ids } = await balanced()
    await rows('DELETE FROM redemptions WHERE id = ?', [ids[1]])
    await rows(`UPDATE redemptions SET id = 'nobody knows' WHERE id = ?`, [ids[2]])

    const { differences } = await verify()
    assert.sameDeepMembers(
      differences.map(({ kind, about }) => [kind, about]),
      [
        ['missing_in_ledger', ids[1]],
        ['missing_in_ledger', ids[2]],
        ['missing_on_twitch', 'nobody knows'],
        // Deleted by hand, so what it had contributed is not accounted for.
        ...(await rows<{ id: string }>('SELECT id FROM instances')).map(({ id }) => [
          'progress',
          id,
        ]),
      ]
    )
  })

  test('finds sums that do not add up', async ({ assert }) => {
    const { ids } = await balanced()
    await rows('UPDATE instances SET progress = progress + 1, version = version + 1')
    assert.sameMembers(
      (await verify()).differences.map(({ kind }) => kind),
      ['progress']
    )

    await rows(`UPDATE instances SET progress = progress - 1, version = version + 1,
                  status = 'expired', ended_at = now()`)
    const { differences } = await verify()
    assert.deepEqual(
      differences.map(({ kind, about }) => [kind, about]),
      [['left_open', ids[2]]]
    )
  })

  test('an open redemption of a deleted reward is a difference', async ({ assert }) => {
    const { ids } = await balanced()
    await simulator.control('DELETE', '/rewards', { broadcaster: 'mira', reward: 'Twist' })
    assert.deepEqual(
      (await verify()).differences.map(({ kind, about }) => [kind, about]),
      [['reward_deleted', ids[2]]]
    )
  })

  test('what is long settled Twitch may have forgotten', async ({ assert }) => {
    const { ids } = await balanced()
    await rows('DELETE FROM redemption_changes WHERE redemption_id = ?', [ids[0]])
    await rows(`UPDATE redemptions SET id = 'long ago' WHERE id = ?`, [ids[0]])
    const kinds = async () => (await verify()).differences.map(({ about }) => about)
    assert.sameMembers(await kinds(), ['long ago', ids[0]])

    await rows(
      `UPDATE redemptions SET settled_at = now() - interval '3 days' WHERE id = 'long ago'`
    )
    assert.sameMembers(await kinds(), [ids[0]])
  })

  test('2 when it could not look', async ({ assert }) => {
    await balanced()
    await simulator.control('POST', '/faults/http', { path: 'redemptions', status: 500 })
    const { differences, unseen } = await verify()
    assert.lengthOf(differences, 0)
    assert.containSubset(unseen, [{ channel: 'mira' }])
    assert.equal(await command(), 2)

    await simulator.control('DELETE', '/faults')
    await db.from('twitch_accounts').update({ state: 'revoked' })
    assert.equal(await command(), 2)
  })
})
