import emitter from '@adonisjs/core/services/emitter'
import { test } from '@japa/runner'
import { PackOpeningStarted } from '#packs/queue/pack_events'
import { stopAll } from '#tests/functional/ledger/support'
import { overlayOf, Page, snapshotOf, until } from '#tests/functional/overlays/page'
import {
  buyPacks,
  complete,
  openPackIntake,
  openPackShop,
  showPacks,
} from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'

test.group('Packs | an overlay that was not told', (group) => {
  group.each.setup(() => emptyDatabase())

  test('is told again, each time after as long again, until it has ended', async ({
    assert,
    cleanup,
  }) => {
    const { streamer, reward } = await openPackShop()
    const intake = openPackIntake()
    await buyPacks(intake, reward, 1)
    await stopAll([intake])
    const { key } = await overlayOf(streamer.id)
    using page = await Page.open(key)

    // As when the process dies between the commit and the message.
    emitter.fake([PackOpeningStarted])
    cleanup(() => emitter.restore())
    await showPacks()
    await showPacks()
    const { pack } = await snapshotOf(key)
    assert.isNotNull(pack)
    assert.deepEqual(page.told, [])

    /** So many seconds ago. */
    const since = (started: number, told: number) =>
      testSql().run(
        `UPDATE pack_showings SET started_at = clock_timestamp() - make_interval(secs => $1),
           told_at = clock_timestamp() - make_interval(secs => $2), due_at = now() + interval '1 hour'`,
        [started, told]
      )
    await since(4, 4)
    await Promise.all([showPacks(), showPacks()])
    await until(() => page.told.length > 0)
    assert.deepInclude(page.told[0], { event: 'packOpeningStarted' })
    assert.equal(
      page.told[0]?.data && 'id' in page.told[0].data ? page.told[0].data.id : '',
      pack?.id
    )

    await since(9, 4)
    await showPacks()
    await since(9, 6)
    await showPacks()
    await until(() => page.told.length > 1)
    await since(60, 60)
    await complete(streamer.id)
    await showPacks()
    await until(() => page.told.length > 2)
    assert.deepEqual(
      page.told.map(({ event }) => event),
      ['packOpeningStarted', 'packOpeningStarted', 'packOpeningComplete']
    )
  })
})
