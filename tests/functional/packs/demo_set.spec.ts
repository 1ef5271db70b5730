import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { MakeDemoSet } from '#demo/make_demo_set'
import { readFile } from '#packs/pictures/picture_files'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createMember, createUser, testSql } from '#tests/support/fixtures'
import { parseEdition } from '#packs/draw/parse_edition'
import { demoEdition, withoutIds } from '#tests/support/packs/demo_edition'
import { setOf } from '#tests/support/packs/sets'

test.group('Packs | the demo set', (group) => {
  group.each.setup(() => emptyDatabase())

  test('is made once, complete and published', async ({ assert }) => {
    const author = await createUser(testSql())
    const campaign = await createCampaign(testSql())
    await createMember(testSql(), campaign.id, author, 'streamer')
    const demo = await app.container.make(MakeDemoSet)
    const id = await demo.execute(author, campaign.id)
    assert.equal(await demo.execute(author, campaign.id), id)

    const [edition] = await testSql().run<{ content: string }>(
      'SELECT content FROM set_editions WHERE set_id = $1',
      [id]
    )
    // The draws of which are counted in tests/unit/packs/million_draws.spec.ts.
    assert.deepEqual(withoutIds(parseEdition(edition?.content ?? '')), withoutIds(demoEdition()))

    const set = await setOf(id)
    assert.equal(set.state, 'active')
    assert.equal(set.campaignId, campaign.id)
    assert.lengthOf(set.rarities, 5)
    assert.lengthOf(set.cards, 27)
    assert.equal(new Set(set.cards.map(({ pictureId }) => pictureId)).size, 27)
    for (const { name, pictureId, variants, text } of set.cards) {
      assert.isNotNull(pictureId && (await readFile(pictureId, 'tile')), name)
      assert.isAbove(variants.length, 0, name)
      assert.isAbove(text.length, 0, name)
    }
    const [{ bytes = 0 } = {}] = await testSql().run<{ bytes: number }>(
      'SELECT sum(bytes)::integer AS bytes FROM pictures'
    )
    assert.isBelow(bytes, 3_000_000)
    assert.lengthOf(await testSql().run('SELECT FROM card_sets'), 1)
  })
})
