import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import limiter from '@adonisjs/limiter/services/main'
import User from '#accounts/user'
import { canonical } from '#packs/draw/canonical'
import { parseEdition } from '#packs/draw/parse_edition'
import { sha256Of } from '#packs/draw/sha256_of'
import { StorePicture } from '#packs/pictures/store_picture'
import { ArchiveSet } from '#packs/sets/archive_set'
import { PublishSet } from '#packs/sets/publish_set'
import { SaveDetails } from '#packs/sets/save_details'
import type { EditableSet } from '#packs/sets/read_set'
import { openPackShop } from '#tests/functional/packs/support'
import { emptyDatabase } from '#tests/support/database'
import {
  createCampaign,
  createMember,
  createStreamer,
  createUser,
  testSql,
} from '#tests/support/fixtures'
import { png } from '#tests/support/packs/pictures'
import { cardInput, createSet, editor, FOIL, setOf } from '#tests/support/packs/sets'

const person = async () => User.findOrFail(await createUser(testSql()))
const messageOf = (answer: { body(): { errors: { message: string }[] } }) =>
  answer.body().errors[0]?.message ?? ''
const seen = ({ id, revision }: EditableSet) => ({ id, revision })

async function publish(set: EditableSet) {
  const publishSet = await app.container.make(PublishSet)
  return publishSet.execute(seen(set))
}

test.group('Packs | who edits a set', (group) => {
  let author: User
  let set: EditableSet
  group.each.setup(async () => {
    await emptyDatabase()
    author = await person()
    set = await createSet(author.id)
  })

  const everything = (): [Parameters<ReturnType<typeof editor>>[0], string][] => [
    ['GET', ''],
    ['PUT', ''],
    ['PUT', '/rarities'],
    ['PUT', '/pack'],
    ['POST', '/cards'],
    ['PUT', '/cards/order'],
    ['PUT', `/cards/${set.cards[0]?.id}`],
    ['POST', `/cards/${set.cards[0]?.id}/retire`],
    ['POST', `/cards/${set.cards[0]?.id}/restore`],
    ['DELETE', `/cards/${set.cards[0]?.id}`],
    ['POST', '/publish'],
    ['PUT', '/campaign'],
    ['POST', '/duplicate'],
    ['POST', '/archive'],
    ['POST', '/restore'],
    ['DELETE', ''],
  ]

  test('to a stranger, and to a streamer it is lent to, it is not there', async ({
    client,
    assert,
  }) => {
    const [stranger, streamer] = [await person(), await person()]
    const campaign = await createCampaign(testSql())
    await createMember(testSql(), campaign.id, streamer.id, 'streamer')
    await testSql().run('UPDATE card_sets SET campaign_id = $1', [campaign.id])
    for (const user of [stranger, streamer]) {
      for (const [method, path] of everything()) {
        const answer = await editor(client, user)(method, `/${set.id}${path}`, seen(set))
        assert.equal(answer.status(), 404, `${method} ${path}`)
      }
      const list = await client.get('/card-sets').loginAs(user).withInertia()
      assert.deepEqual(list.inertiaProps, { ...list.inertiaProps, sets: [] })
    }
    assert.deepEqual((await setOf(set.id)).cards, set.cards)
  })

  test('a game master it is lent to edits and publishes it, and does not put it away', async ({
    client,
    assert,
  }) => {
    const campaign = await createCampaign(testSql())
    const gm = await User.findOrFail(campaign.ownerId)
    const ask = editor(client, gm)
    const lend = () =>
      editor(client, author)('PUT', `/${set.id}/campaign`, {
        ...seen(set),
        campaignId: campaign.id,
      })
    const refused = await lend()
    assert.equal(refused.status(), 409)
    assert.match(messageOf(refused), /a campaign you are a member of/)
    await createMember(testSql(), campaign.id, author.id, 'streamer')
    assert.equal((await lend()).status(), 302)

    set = await setOf(set.id)
    const saved = await ask('PUT', `/${set.id}`, { ...set, name: 'Emberfall II' })
    assert.equal(saved.status(), 302)
    set = await setOf(set.id)
    assert.equal(set.name, 'Emberfall II')
    assert.equal((await ask('POST', `/${set.id}/publish`, seen(set))).status(), 302)
    for (const [method, path] of [
      ['POST', '/archive'],
      ['PUT', '/campaign'],
      ['DELETE', ''],
    ] as const) {
      assert.equal((await ask(method, `/${set.id}${path}`, seen(set))).status(), 403)
    }
    const page = await client.get(`/card-sets/${set.id}`).loginAs(gm).withInertia()
    assert.isFalse((page.inertiaProps as Record<string, unknown>).isOwn)

    await author.delete()
    assert.equal((await ask('POST', `/${set.id}/archive`)).status(), 302, 'its author has left')
  })

  test('a copy is one’s own, and leaves out what was retired', async ({ client, assert }) => {
    const ask = editor(client, author)
    const [first] = set.cards
    await ask('POST', `/${set.id}/cards/${first?.id}/retire`, seen(set))
    const answer = await ask('POST', `/${set.id}/duplicate`)
    const copy = await setOf(answer.header('location')?.split('/').at(-1) ?? '')
    assert.equal(copy.name, 'Emberfall (copy)')
    assert.equal(copy.state, 'draft')
    assert.deepEqual(
      copy.cards.map(({ name }) => name),
      set.cards.slice(1).map(({ name }) => name)
    )
    const ids = new Set(
      [set, copy].flatMap(({ cards, rarities }) => [...cards, ...rarities].map(({ id }) => id))
    )
    assert.equal(ids.size, 4 + 3 + 8)
  })
})

test.group('Packs | the draft of a set', (group) => {
  let author: User
  let set: EditableSet
  let ask: ReturnType<typeof editor>
  group.each.setup(async () => {
    await emptyDatabase()
    author = await person()
    set = await createSet(author.id)
  })
  const openWith = (client: Parameters<typeof editor>[0]) => (ask = editor(client, author))

  test('two tabs: the second one is told, and nothing is lost', async ({ client, assert }) => {
    openWith(client)
    const answers = await Promise.all(
      ['First', 'Second', 'Third'].map((name) => ask('PUT', `/${set.id}`, { ...set, name }))
    )
    const statuses = answers.map((answer) => answer.status()).sort()
    assert.deepEqual(statuses, [302, 409, 409])
    const late = answers.find((answer) => answer.status() === 409)
    assert.match(
      messageOf(late!),
      /^Somebody else has changed this set meanwhile, so nothing was saved\./
    )
    const won = answers.findIndex((answer) => answer.status() === 302)
    assert.equal((await setOf(set.id)).name, ['First', 'Second', 'Third'][won])
  })

  test('rarities are saved as a whole: renamed, swapped, new, left out', async ({
    client,
    assert,
  }) => {
    openWith(client)
    const [common, uncommon, rare, legendary] = set.rarities
    const put = async (rarities: unknown[]) =>
      ask('PUT', `/${set.id}/rarities`, { ...seen(await setOf(set.id)), rarities })
    const swapped = [
      { ...uncommon, name: common?.name },
      { ...common, name: uncommon?.name },
      rare,
      legendary,
      { ...legendary, id: null, name: 'Mythic' },
    ]
    assert.equal((await put(swapped)).status(), 302)
    const { rarities } = await setOf(set.id)
    assert.deepEqual(
      rarities.map(({ name }) => name),
      ['Common', 'Uncommon', 'Rare', 'Legendary', 'Mythic']
    )
    assert.equal(rarities[0]?.id, uncommon?.id)

    const inUse = await put([common, uncommon, rare])
    assert.equal(inUse.status(), 409)
    assert.match(messageOf(inUse), /still has cards/)
    assert.equal((await put([common, uncommon, rare, legendary])).status(), 302)

    const other = await createSet(author.id, 'Other')
    const foreign = await put([common, uncommon, rare, legendary, other.rarities[0]])
    assert.oneOf(foreign.status(), [409, 422])
    assert.deepEqual((await setOf(other.id)).rarities, other.rarities)
  })

  test('refused at its field: {what}')
    .with([
      { what: 'a chance above 1', change: { chance: { numerator: 3, denominator: 2 } } },
      { what: 'a chance of nothing', change: { chance: { numerator: 0, denominator: 0 } } },
      { what: 'half a chance', change: { chance: { numerator: 0.5, denominator: 1 } } },
      {
        what: 'an enormous denominator',
        change: { chance: { numerator: 1, denominator: 1e9 + 1 } },
      },
      { what: 'a colour with a script', change: { colour: 'red;}' } },
      { what: 'no name', change: { name: '\u200b ' } },
      { what: 'a name of another', change: { name: 'RARE' } },
      { what: 'too much dust', change: { dust: 1_000_001 } },
      { what: 'a price that the card gives back', change: { dust: 50, dustPrice: 50 } },
    ])
    .run(async ({ client, assert }, { change }) => {
      openWith(client)
      const rarities = set.rarities.map((rarity, index) =>
        index === 3 ? { ...rarity, ...change } : rarity
      )
      const answer = await ask('PUT', `/${set.id}/rarities`, { ...seen(set), rarities })
      answer.assertStatus(422)
      const fields = answer.body().errors.map(({ field }: { field: string }) => field)
      assert.isTrue(
        fields.every((field: string) => field.startsWith('rarities.3.')),
        fields.join()
      )
      assert.deepEqual(await setOf(set.id), set)
    })

  test('the pack: slots are within it, and of rarities of this set', async ({ client, assert }) => {
    openWith(client)
    const other = await createSet(author.id, 'Other')
    const rare = set.rarities[2]?.id
    const put = (body: Record<string, unknown>) =>
      ask('PUT', `/${set.id}/pack`, { ...seen(set), packSize: 3, slots: [], ...body })
    const slot = (index: number, minimumRarityId = rare) => ({ slot: index, minimumRarityId })
    assert.equal((await put({ slots: [slot(3)] })).status(), 422)
    assert.equal((await put({ slots: [slot(1), slot(1)] })).status(), 422)
    assert.equal((await put({ slots: [slot(1, other.rarities[2]?.id)] })).status(), 409)
    assert.equal((await put({ packSize: 21 })).status(), 422)
    assert.equal((await put({ pityAfter: 0 })).status(), 422)
    assert.deepEqual(await setOf(set.id), set)
    assert.equal((await put({ slots: [slot(2)], pityAfter: 10 })).status(), 302)
    const { packSize, pityAfter, slots } = await setOf(set.id)
    assert.deepEqual(
      { packSize, pityAfter, slots },
      { packSize: 3, pityAfter: 10, slots: [slot(2)] }
    )
  })

  test('cards: added together or not at all, changed, ordered', async ({ client, assert }) => {
    openWith(client)
    const rarity = set.rarities[0]?.id ?? ''
    const add = (...cards: unknown[]) => ask('POST', `/${set.id}/cards`, { ...seen(set), cards })
    const faulty = [
      [cardInput(rarity, 'A'), cardInput(rarity, 'a')],
      [cardInput(rarity, 'A'), cardInput(rarity, 'rare CARD')],
      [cardInput(rarity, 'A', { weight: 0 })],
      [cardInput(rarity, 'A', { boon: { kind: 'multiplier', factor: 11 } })],
      [cardInput(rarity, 'A', { variants: [FOIL, FOIL] })],
      [
        cardInput(rarity, 'A', {
          variants: [1, 2].map((n) => ({
            ...FOIL,
            name: `${n}`,
            chance: { numerator: 2, denominator: 3 },
          })),
        }),
      ],
    ]
    for (const cards of faulty) {
      assert.equal((await add(cardInput(rarity, 'Good'), ...cards)).status(), 422)
    }
    assert.equal((await add(cardInput(author.id, 'A'))).status(), 409, 'no rarity')
    assert.equal(
      (await add(cardInput(rarity, 'A', { pictureId: author.id }))).status(),
      409,
      'no picture'
    )
    assert.deepEqual(await setOf(set.id), set)

    const bare = await add({ rarityId: rarity, name: 'Bare', weight: 1, variants: [] })
    assert.equal(bare.status(), 302)
    set = await setOf(set.id)
    assert.deepInclude(set.cards.at(-1), { name: 'Bare', text: '', boon: null, pictureId: null })

    const pictureId = await new StorePicture().execute(author.id, await png())
    const boon = { kind: 'action', label: 'A storm rises' } as const
    assert.equal(
      (await add(cardInput(rarity, 'Storm', { pictureId, boon, variants: [FOIL] }))).status(),
      302
    )
    set = await setOf(set.id)
    const storm = set.cards.at(-1)
    assert.deepInclude(storm, { name: 'Storm', pictureId, boon, position: 6 })
    assert.deepInclude(storm?.variants[0], FOIL)

    const order = set.cards.map(({ id }) => id).reverse()
    assert.equal(
      (
        await ask('PUT', `/${set.id}/cards/order`, { ...seen(set), cardIds: order.slice(1) })
      ).status(),
      409
    )
    assert.equal(
      (await ask('PUT', `/${set.id}/cards/order`, { ...seen(set), cardIds: order })).status(),
      302
    )
    set = await setOf(set.id)
    assert.deepEqual(
      set.cards.map(({ id }) => id),
      order
    )

    const change = {
      ...seen(set),
      ...cardInput(rarity, 'Calm', {
        weight: 3,
        variants: [{ ...FOIL, name: 'Holo', effect: 'holo' }],
      }),
    }
    assert.equal((await ask('PUT', `/${set.id}/cards/${storm?.id}`, change)).status(), 302)
    const calm = (await setOf(set.id)).cards[0]
    assert.deepInclude(calm, {
      id: storm?.id,
      name: 'Calm',
      weight: 3,
      pictureId: null,
      boon: null,
    })
    assert.deepEqual(
      calm?.variants.map(({ name }) => name),
      ['Holo']
    )
    assert.equal(
      (
        await ask('PUT', `/${set.id}/cards/${author.id}`, {
          ...change,
          ...seen(await setOf(set.id)),
          name: 'X',
        })
      ).status(),
      404
    )
  })

  test('a removed card can be brought back; deleted for good only when nobody can have it', async ({
    client,
    assert,
  }) => {
    openWith(client)
    const [card] = set.cards
    const act = async (method: 'POST' | 'DELETE', path: string) =>
      ask(method, `/${set.id}/cards/${card?.id}${path}`, seen(await setOf(set.id)))
    assert.equal((await act('POST', '/retire')).status(), 302)
    assert.isNotNull((await setOf(set.id)).cards.at(-1)?.retiredAt)
    const again = await ask('POST', `/${set.id}/cards`, {
      ...seen(await setOf(set.id)),
      cards: [cardInput(set.rarities[0]?.id ?? '', card?.name ?? '')],
    })
    assert.match(messageOf(again), /was removed has this name/)
    assert.equal((await act('POST', '/restore')).status(), 302)
    assert.deepEqual((await setOf(set.id)).cards, set.cards)

    await publish(await setOf(set.id))
    const drawn = await act('DELETE', '')
    assert.equal(drawn.status(), 409)
    assert.match(messageOf(drawn), /may have been drawn/)
    const other = await createSet(author.id, 'Other')
    const deleted = await ask('DELETE', `/${other.id}/cards/${other.cards[0]?.id}`, seen(other))
    assert.equal(deleted.status(), 302)
    assert.lengthOf((await setOf(other.id)).cards, 3)
  })

  test('a variant that may have been drawn stays without a chance, and comes back by its name', async ({
    client,
    assert,
  }) => {
    openWith(client)
    await publish(set)
    const [card] = set.cards
    const foil = card?.variants[0]
    if (!foil) throw new Error('The first card of the set has no other look')
    const save = async (variants: unknown[]) =>
      ask('PUT', `/${set.id}/cards/${card?.id}`, {
        ...seen(await setOf(set.id)),
        ...card,
        variants,
        ...{ revision: (await setOf(set.id)).revision },
      })
    assert.equal((await save([])).status(), 302)
    assert.deepEqual((await setOf(set.id)).cards[0]?.variants, [
      { ...foil, chance: { numerator: 0, denominator: 1 } },
    ])
    await publish(await setOf(set.id))
    const [edition] = await testSql().run<{ content: string }>(
      'SELECT content FROM set_editions ORDER BY number DESC LIMIT 1'
    )
    assert.deepEqual(parseEdition(edition?.content ?? '').cards[0]?.variants, [])
    assert.equal((await save([{ ...FOIL, name: 'FOIL' }])).status(), 302)
    assert.deepEqual((await setOf(set.id)).cards[0]?.variants, [{ ...foil, name: 'FOIL' }])
  })

  test('a new variant may have the name that another one gives up; none may have that of one that stays', async ({
    client,
    assert,
  }) => {
    openWith(client)
    await publish(set)
    const [card] = set.cards
    const foil = card?.variants[0]
    const save = async (variants: unknown[]) =>
      ask('PUT', `/${set.id}/cards/${card?.id}`, {
        ...card,
        variants,
        revision: (await setOf(set.id)).revision,
      })
    const looks = async () =>
      (await setOf(set.id)).cards[0]?.variants.map(({ id, name }) => ({ id, name }))

    assert.equal((await save([{ ...foil, name: 'Holo' }, FOIL])).status(), 302)
    const [holo, second] = (await looks()) ?? []
    assert.deepEqual(holo, { id: foil?.id, name: 'Holo' })
    assert.equal(second?.name, 'Foil')
    assert.notEqual(second?.id, foil?.id)

    const taken = await save([{ ...FOIL, id: second?.id, name: 'Holo' }])
    assert.equal(taken.status(), 409)
    assert.match(messageOf(taken), /has this name already/)
    assert.equal((await save([foil, { ...foil, name: 'Other' }])).status(), 409)
    assert.deepEqual(await looks(), [holo, second])

    const { revision, rarities } = await setOf(set.id)
    const [rarity] = rarities
    const twice = [rarity, { ...rarity, name: 'Other' }]
    const rarityTwice = await ask('PUT', `/${set.id}/rarities`, { revision, rarities: twice })
    assert.equal(rarityTwice.status(), 409)
    assert.deepEqual((await setOf(set.id)).rarities, rarities)
  })
})

test.group('Packs | publishing a set', (group) => {
  let author: User
  let set: EditableSet
  group.each.setup(async () => {
    await emptyDatabase()
    author = await person()
    set = await createSet(author.id)
  })

  test('writes the canonical text once, however many ask at once', async ({ assert }) => {
    const published = await Promise.all(Array.from({ length: 5 }, () => publish(set)))
    assert.equal(new Set(published.map(({ id }) => id)).size, 1)
    const rows = await testSql().run<{ content: string; sha256: string; number: number }>(
      'SELECT content, sha256, number FROM set_editions'
    )
    assert.lengthOf(rows, 1)
    const [row] = rows
    assert.equal(row?.sha256, sha256Of(row?.content ?? ''))
    assert.equal(canonical(parseEdition(row?.content ?? '')), row?.content)
    const { state, edition } = await setOf(set.id)
    assert.equal(state, 'active')
    assert.equal(edition?.id, published[0]?.id)
  })

  test('changes are shown first, and the same content again is the same edition', async ({
    client,
    assert,
  }) => {
    const differences = async () => {
      const page = await client.get(`/card-sets/${set.id}`).loginAs(author).withInertia()
      const { differences: told } = page.inertiaProps as { differences: string[] | null }
      return told
    }
    assert.isNull(await differences())
    const first = await publish(set)
    assert.deepEqual(await differences(), [])
    await testSql().run(`UPDATE cards SET weight = 4, name = 'Other' WHERE name = 'Rare card'`)
    assert.deepEqual(await differences(), [
      'Card Rare card, name: Rare card → Other',
      'Card Rare card, weight: 1 → 4',
    ])
    const second = await publish(await setOf(set.id))
    assert.equal(second.number, first.number + 1)
    await testSql().run(`UPDATE cards SET weight = 1, name = 'Rare card' WHERE name = 'Other'`)
    assert.deepEqual(await publish(await setOf(set.id)), first)
  })

  test('not with faults, of which all are listed; not what somebody else has changed; not an archived one', async ({
    client,
    assert,
  }) => {
    const ask = editor(client, author)
    await testSql().run(
      `UPDATE card_rarities SET chance_numerator = 1, chance_denominator = 3 WHERE name = 'Common'`
    )
    await testSql().run(`DELETE FROM cards WHERE name = 'Legendary card'`)
    const answer = await ask('POST', `/${set.id}/publish`, seen(set))
    answer.assertStatus(422)
    assert.match(
      messageOf(answer),
      /^Nothing was published\. The chances of the rarities add up to 19\/30, not to 1\. Then mend 1 more\.$/
    )
    const page = await client.get(`/card-sets/${set.id}`).loginAs(author).withInertia()
    const { faults } = page.inertiaProps as { faults: { sentence: string }[] }
    assert.deepEqual(
      faults.map(({ sentence }) => sentence),
      [
        'The chances of the rarities add up to 19/30, not to 1.',
        'Legendary can be drawn, but it has no card.',
      ]
    )
    assert.equal((await testSql().run('SELECT FROM set_editions')).length, 0)

    const fine = await createSet(author.id, 'Fine')
    await new SaveDetails().execute(seen(fine), { ...fine, startsAt: null, endsAt: null })
    assert.equal((await ask('POST', `/${fine.id}/publish`, seen(fine))).status(), 409)
    const archive = await app.container.make(ArchiveSet)
    await archive.execute(fine.id)
    const archived = await ask('POST', `/${fine.id}/publish`, seen(await setOf(fine.id)))
    assert.match(messageOf(archived), /This set is archived/)
    assert.match(
      messageOf(await ask('PUT', `/${fine.id}`, { ...(await setOf(fine.id)) })),
      /archived/
    )
  })

  test('the rewards of its own channels follow at once, and no others are looked at', async ({
    assert,
  }) => {
    const [mine, theirs] = [await openPackShop(), await openPackShop()]
    await publish(await setOf(mine.set.setId))
    const titles = await testSql().run<{ id: string; title: string }>(
      'SELECT id, title FROM rewards'
    )
    const titleOf = (id: string) => titles.find((reward) => reward.id === id)?.title
    assert.equal(titleOf(mine.reward.id), `Card pack: ${mine.set.edition.name}`)
    assert.equal(titleOf(theirs.reward.id), 'Card pack')
  })

  test('a published set is archived and comes back; only a draft is deleted', async ({
    client,
    assert,
  }) => {
    const ask = editor(client, author)
    await publish(set)
    const refused = await ask('DELETE', `/${set.id}`)
    assert.equal(refused.status(), 409)
    assert.equal((await ask('POST', `/${set.id}/archive`)).status(), 302)
    assert.equal((await setOf(set.id)).state, 'archived')
    assert.equal((await ask('POST', `/${set.id}/restore`)).status(), 302)
    assert.equal((await setOf(set.id)).state, 'active')
    const draft = await createSet(author.id, 'Draft')
    assert.equal((await ask('DELETE', `/${draft.id}`)).status(), 302)
    assert.equal((await ask('GET', `/${draft.id}`)).status(), 404)
  })

  test('deleted and published at once: one of both', async ({ assert }) => {
    for (let round = 0; round < 8; round++) {
      const draft = await createSet(author.id, `Draft ${round}`)
      const archive = await app.container.make(ArchiveSet)
      const [deleted, published] = await Promise.allSettled([
        archive.delete(draft.id),
        publish(draft),
      ])
      assert.notEqual(deleted.status, published.status)
      const left = await testSql().run('SELECT FROM card_sets WHERE id = $1', [draft.id])
      assert.lengthOf(left, published.status === 'fulfilled' ? 1 : 0)
      const lost = deleted.status === 'rejected' ? deleted : published
      assert.equal(lost.status === 'rejected' && lost.reason.code, 'E_SET')
    }
  })

  test('what somebody has is not deleted, and that is said', async ({ client, assert }) => {
    const ask = editor(client, author)
    const { id: streamerId } = await createStreamer(testSql())
    const [card] = set.cards
    const own = (variantId: string | null) =>
      testSql().run(
        `INSERT INTO collections (streamer_id, viewer_id, set_id, card_id, variant_id, owned)
         VALUES ($1, 1, $2, $3, $4, 1)`,
        [streamerId, set.id, card?.id ?? '', variantId]
      )
    await own(card?.variants[0]?.id ?? null)
    const variants = await ask('PUT', `/${set.id}/cards/${card?.id}`, {
      ...card,
      ...seen(set),
      variants: [],
    })
    assert.equal(variants.status(), 409)
    assert.match(messageOf(variants), /Somebody has this variant/)

    await testSql().run('DELETE FROM collections')
    await own(null)
    const deleted = await ask('DELETE', `/${set.id}/cards/${card?.id}`, seen(set))
    assert.equal(deleted.status(), 409)
    assert.match(messageOf(deleted), /This card may have been drawn/)
    const whole = await ask('DELETE', `/${set.id}`)
    assert.equal(whole.status(), 409)
    assert.match(messageOf(whole), /Cards of this set may have been drawn/)
    assert.deepEqual((await setOf(set.id)).cards, set.cards)
  })

  test('sets are published and copied as often as a person does', async ({ client, assert }) => {
    const ask = editor(client, author)
    // As after 28 times within the minute.
    await limiter.use({ requests: 30, duration: '1 minute' }).set(`publishing_${author.id}`, 28)
    const publishing = async () =>
      (await ask('POST', `/${set.id}/publish`, seen(await setOf(set.id)))).status()

    assert.equal(await publishing(), 302)
    assert.equal((await ask('POST', `/${set.id}/duplicate`)).status(), 302)
    assert.equal(await publishing(), 429)
    assert.equal((await ask('POST', `/${set.id}/duplicate`)).status(), 429)
    const other = await person()
    const { id } = await createSet(other.id)
    assert.equal((await editor(client, other)('POST', `/${id}/duplicate`)).status(), 302)
  })

  test('nobody has more than 200 sets, also not by asking at once', async ({ client, assert }) => {
    await testSql().run(
      `INSERT INTO card_sets (id, owner_id, name) SELECT gen_random_uuid(), $1, 'Set ' || n FROM generate_series(1, 197) n`,
      [author.id]
    )
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => editor(client, author)('POST', '', { name: 'One more' }))
    )
    assert.deepEqual(answers.map((answer) => answer.status()).sort(), [302, 302, 409, 409, 409])
  })
})
