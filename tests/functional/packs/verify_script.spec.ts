import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { testSql } from '#tests/support/fixtures'
import { verify, type Verdict } from '#tests/support/packs/verify_program'
import { origin, packStage, type PackStage, viewer } from '#tests/functional/packs/stage'

/** Two streams with pity, refunds and packs that were shown in another order, of which the last is over. */
async function playStreams({ channel }: PackStage): Promise<void> {
  const [nyx, odo, pip] = [await viewer('nyx'), await viewer('odo'), await viewer('pip')]
  for (let round = 0; round < 12; round++) {
    const waiting = await channel.buy(nyx)
    await channel.buyAndShow(odo)
    if (round % 4 === 1) await channel.refund(waiting)
    else await channel.show(waiting)
  }
  await channel.reveal()
  await channel.newSeed('the second stream')
  for (let round = 0; round < 6; round++) {
    const mistaken = await channel.buy(odo)
    await channel.buyAndShow(odo)
    await channel.buyAndShow(pip)
    if (round % 2 === 0) await channel.refund(mistaken)
    else await channel.show(mistaken)
  }
  await channel.reveal()
}

test.group('Packs | the verification program', (group) => {
  let stage: PackStage
  let folder: string
  const seeds = () => `${origin()}/api/packs/v1/channels/${stage.streamer.login}/seeds`
  const file = () => join(folder, 'stream.json')

  group.each.setup(async () => {
    stage = await packStage({ pityAfter: 3 })
    folder = await mkdtemp(join(tmpdir(), 'packs-'))
    return () => rm(folder, { recursive: true })
  })

  /** The saved file with something changed by hand. */
  async function tamper(change: (published: Published) => void): Promise<Verdict> {
    const published: Published = JSON.parse(await readFile(file(), 'utf8'))
    change(published)
    await writeFile(file(), JSON.stringify(published))
    return verify(file())
  }

  test('finds every pack of two streams as it was drawn, online and from a file', async ({
    assert,
  }) => {
    await playStreams(stage)
    const online = await verify(seeds(), '--save', file())
    assert.deepEqual(online, { code: 0, lines: ['42 packs of 2 seeds: all as drawn.'], errors: '' })
    assert.deepEqual(await verify(file()), online)
  })

  test('finds the one card that was changed by hand in the database', async ({ assert }) => {
    await playStreams(stage)
    const { cards } = stage.channel.set.edition
    const [changed] = await testSql().run<{ number: string }>(
      `UPDATE opening_cards c SET card_id = $1, variant_id = NULL FROM openings o
       WHERE o.id = c.opening_id AND c.slot = 2 AND o.number = 7 AND c.card_id <> $1 RETURNING o.number`,
      [cards[0].id]
    )
    assert.exists(changed)
    const { code, lines } = await verify(seeds())
    assert.equal(code, 1)
    assert.lengthOf(lines, 2)
    assert.match(lines[0], /^#7, card 3: published is Card 0\.0, drawn was Card /)
    assert.equal(lines[1], '42 packs of 2 seeds: 1 differences.')
  })

  test('finds changed looks, pity counts, refunds, seeds, odds, and packs that are gone', async ({
    assert,
  }) => {
    await playStreams(stage)
    await verify(seeds(), '--save', file())
    const saved = await readFile(file(), 'utf8')

    for (const [change, fault] of [
      [
        ({ seeds: [one] }) => (one.openings[3].cards[1].variantId = 'nobody'),
        /^#4, card 2: published is .* \(a look the edition does not have\), drawn was /,
      ],
      [({ seeds: [one] }) => (one.openings[5].pityBefore += 1), /^#6: it is said to come after/],
      [({ seeds: [one] }) => (one.openings[2].refundedBefore = null), /^#5: it is said to come/],
      [({ seeds: [, two] }) => (two.seed = 'ab'.repeat(32)), /is the hash of another seed/],
      [({ seeds: [one] }) => one.openings.splice(4, 1), /#1 to #24, but some are missing/],
      [({ seeds: [one] }) => (one.openings[1].number = 99), /but some are missing/],
      [
        ({ seeds: [one] }) => (one.openings[1].redemptionId = one.openings[0].redemptionId),
        /^#2: its redemption was used before/,
      ],
      [({ seeds: [one] }) => one.openings[0].cards.pop(), /^#1: it has 4 cards, but 5 were drawn/],
      [
        ({ editions }) => {
          const [sha256] = Object.keys(editions)
          editions[sha256] = editions[sha256].replace('[60,100]', '[6,10]')
        },
        /^Edition \w+ has another text than its hash says/,
      ],
    ] satisfies [(published: Published) => void, RegExp][]) {
      await writeFile(file(), saved)
      const { code, lines } = await tamper(change)
      assert.equal(code, 1, String(fault))
      assert.isTrue(
        lines.some((line) => fault.test(line)),
        `${fault}\n${lines.join('\n')}`
      )
    }
  }).timeout(60_000)

  test('says what a single stream cannot tell', async ({ assert }) => {
    await playStreams(stage)
    const { code, lines } = await verify(`${seeds()}/${await newest()}`)
    assert.equal(code, 0)
    assert.equal(lines[0], '18 packs of 1 seed: all as drawn.')
    assert.match(lines[1], /^\d+ pity counts began before the first of these packs\.$/)
  })

  test('has nothing to check before the seed is revealed', async ({ assert }) => {
    await stage.channel.buyAndShow(await viewer('nyx'))
    const { code, errors } = await verify(`${seeds()}/${await newest()}`)
    assert.equal(code, 2)
    assert.equal(errors, 'This seed is not revealed yet. Come back after the stream.\n')
    assert.equal((await verify(seeds())).code, 2)
    assert.equal((await verify(join(folder, 'nothing.json'))).code, 2)
    assert.equal((await verify()).code, 2)
  })

  async function newest(): Promise<string> {
    const { seeds: list } = (await (await fetch(seeds())).json()) as { seeds: { sha256: string }[] }
    return list[0].sha256
  }
})

interface Published {
  seeds: {
    seed: string
    openings: {
      number: number
      redemptionId: string
      pityBefore: number
      refundedBefore: number | null
      cards: { cardId: string; variantId: string | null }[]
    }[]
  }[]
  editions: Record<string, string>
}
