import { test } from '@japa/runner'
import { stopAll } from '#tests/functional/ledger/support'
import {
  buyPacks,
  complete,
  differences,
  openPackIntake,
  openPackShop,
  showPacks,
} from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'

test.group('Packs | verification', (group) => {
  group.each.setup(async () => {
    await emptyDatabase()
    const { streamer, reward } = await openPackShop()
    const intake = openPackIntake()
    await buyPacks(intake, reward, 6)
    await stopAll([intake])
    await showPacks()
    await complete(streamer.id)
  })

  test('finds: {change}')
    .with([
      { change: 'DELETE FROM openings WHERE number = 3', found: /neither opened nor given back/ },
      {
        change: `UPDATE redemptions SET state = 'refund_pending', reason = 'pack_given_back'
          WHERE state = 'fulfil_pending'`,
        found: /not on their way to be spent/,
      },
      {
        change: `WITH undone AS (DELETE FROM redemption_changes)
          UPDATE redemptions SET state = 'refunded', reason = 'settled_on_twitch',
            settled_by = 'person', settled_at = now() WHERE state = 'fulfil_pending'`,
        found: /went back before it was shown/,
      },
      {
        change: `UPDATE openings SET state = 'refunded', refunded_at = now(), refunded_before = 7,
          reason = 'pack_given_back' WHERE number = 5`,
        found: /not on their way back/,
      },
      {
        change: `UPDATE collections SET owned = owned + 1
          WHERE ctid IN (SELECT ctid FROM collections LIMIT 1)`,
        found: /not what its openings hold/,
      },
      {
        change: `INSERT INTO dust_balances (streamer_id, viewer_id, dust)
          SELECT streamer_id, viewer_id, 5 FROM openings LIMIT 1`,
        found: /Dust is not the sum/,
      },
      { change: 'UPDATE pack_queues SET next_number = 9', found: /have a gap/ },
      {
        change: `UPDATE pack_seeds SET first_number = 4`,
        found: /does not hold its number/,
      },
      {
        change: `UPDATE cards SET in_edition = false WHERE position = 1`,
        found: /otherwise than the edition/,
      },
      { change: 'UPDATE pack_pity SET packs = packs + 7', found: /counted wrongly/ },
    ])
    .run(async ({ assert }, { change, found }) => {
      assert.deepEqual(await differences(), [])
      await testSql().run(change)
      const sentences = (await differences()).map(({ sentence }) => sentence)
      assert.match(sentences.join('\n'), found)
    })
})
