import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { DeleteAccount } from '#accounts/delete_account'
import User from '#accounts/user'
import { onLucid } from '#core/sql'
import db from '@adonisjs/lucid/services/db'
import { exportViewer } from '#dashboards/viewers/export_viewer'
import { purchase, stopAll } from '#tests/functional/ledger/support'
import { complete, openPackIntake, openPackShop, showPacks } from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'

test.group('Packs | accounts', (group) => {
  group.each.setup(() => emptyDatabase())

  test('a streamer goes: what waits is given back, what was shown stays spent', async ({
    assert,
  }) => {
    const { streamer, reward } = await openPackShop()
    const intake = openPackIntake()
    for (let pack = 0; pack < 3; pack++) await intake.take(purchase(reward))
    await stopAll([intake])
    await showPacks()
    await complete(streamer.id)

    const remove = await app.container.make(DeleteAccount)
    const user = await User.findOrFail(streamer.id)
    // What was wound up is kept, and Twitch has to hear of it first.
    await assert.rejects(() => remove.execute(user), /until Twitch has settled 3/)
    const ledger = await testSql().run<{ state: string; reason: string }>(
      'SELECT state, reason FROM redemptions ORDER BY redeemed_at, state'
    )
    const ends = ledger.map(({ state, reason }) => `${state} ${reason}`).toSorted()
    assert.deepEqual(ends, [
      'fulfil_pending pack_shown',
      'refund_pending streamer_left',
      'refund_pending streamer_left',
    ])
    await testSql().run(
      `UPDATE redemptions SET settled_at = now(), settled_by = 'us',
         state = CASE state WHEN 'fulfil_pending' THEN 'fulfilled' ELSE 'refunded' END`
    )
    await testSql().run(`UPDATE rewards SET state = 'retired', twitch_reward_id = NULL`)
    await remove.execute(user)
    assert.lengthOf(await testSql().run('SELECT 1 FROM openings'), 0)
  })

  test('a viewer’s file has the packs, and the cards of those that were shown', async ({
    assert,
  }) => {
    const { streamer, reward } = await openPackShop()
    const intake = openPackIntake()
    const { viewer } = purchase(reward)
    await intake.take(purchase(reward, { viewer }))
    await intake.take(purchase(reward, { viewer }))
    await stopAll([intake])
    await showPacks()
    await complete(streamer.id)

    const [row] = await testSql().run<{ id: number }>('SELECT id FROM viewers')
    let text = ''
    const who = { viewerId: Number(row?.id), twitchId: viewer.twitchId }
    for await (const part of exportViewer(onLucid(db.connection()), who, new Date())) text += part
    const { cardPacks } = JSON.parse(text)
    assert.deepEqual(
      cardPacks.map(({ state, cards }: { state: string; cards: unknown[] | null }) => [
        state,
        cards?.length ?? null,
      ]),
      [
        ['shown', 5],
        ['waiting', null],
      ]
    )
  })
})
