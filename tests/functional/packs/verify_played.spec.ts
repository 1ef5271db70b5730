import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import limiter from '@adonisjs/limiter/services/main'
import { SteerQueue } from '#packs/queue/steer_queue'
import { RevealSeeds } from '#packs/seeds/reveal_seeds'
import { purchase, stopAll } from '#tests/functional/ledger/support'
import { origin } from '#tests/functional/packs/stage'
import {
  openingsOf,
  openPackIntake,
  openPackShop,
  type PackShop,
  playAll,
} from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { verify } from '#tests/support/packs/verify_program'

const VIEWERS = 5

/** Viewers of two processes redeem at once, again and again. */
async function redeem({ reward }: PackShop, rounds: number): Promise<void> {
  const intakes = [openPackIntake(), openPackIntake()]
  for (let round = 0; round < rounds; round++) {
    await Promise.all(
      Array.from({ length: VIEWERS }, (_, index) => {
        const twitchId = `77${index}`
        const viewer = { twitchId, login: `fan_${index}`, displayName: `Fan ${index}` }
        return intakes[index % 2].take(purchase(reward, { viewer }))
      })
    )
  }
  await stopAll(intakes)
}

test.group('Packs | the verification program and the app itself', (group) => {
  group.each.setup(async () => {
    await emptyDatabase()
    await limiter.clear()
  })

  test('two streams with refunds, and one changed card', async ({ assert }) => {
    const shop = await openPackShop({ pityAfter: 2 })
    const { id: streamerId, login } = shop.streamer
    const queue = await app.container.make(SteerQueue)
    const refund = async (numbers: number[]) => {
      const openings = await openingsOf(streamerId)
      for (const { id, number } of openings) {
        if (numbers.includes(Number(number))) await queue.refund(streamerId, id)
      }
    }
    const seeds = `${origin()}/api/packs/v1/channels/${login}/seeds`

    await redeem(shop, 4)
    await refund([3, 8, 12])
    await redeem(shop, 4)
    // The second stream begins while packs of the first one wait.
    await queue.changeSeed(streamerId)
    await refund([21])
    await redeem(shop, 4)
    assert.equal((await verify(seeds)).code, 2)

    await playAll(streamerId)
    await queue.changeSeed(streamerId)
    const reveal = await app.container.make(RevealSeeds)
    await reveal.execute()
    assert.deepEqual(await verify(seeds), {
      code: 0,
      lines: ['60 packs of 2 seeds: all as drawn.'],
      errors: '',
    })

    const [changed] = await testSql().run<{ name: string }>(
      `UPDATE opening_cards k SET card_id = c.id, variant_id = NULL
       FROM openings o, cards d JOIN cards c ON c.rarity_id = d.rarity_id AND c.id <> d.id
       WHERE o.id = k.opening_id AND o.number = 44 AND k.slot = 3 AND d.id = k.card_id RETURNING c.name`
    )
    const found = await verify(seeds)
    assert.equal(found.code, 1)
    assert.lengthOf(found.lines, 2)
    assert.include(found.lines[0], `#44, card 4: published is ${changed?.name}, drawn was Card `)
  }).timeout(60_000)
})
