import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import sharp from 'sharp'
import User from '#accounts/user'
import type { EditableSet } from '#packs/sets/read_set'
import { emptyDatabase } from '#tests/support/database'
import { createCampaign, createUser, testSql } from '#tests/support/fixtures'
import { movingWebp, png, webp } from '#tests/support/packs/pictures'
import { createSet, setOf } from '#tests/support/packs/sets'
import { upload } from '#tests/support/packs/upload'
import { zipOf } from '#tests/support/packs/zip'

const MB = 1024 * 1024
const csv = (...lines: string[]) => Buffer.from(lines.join('\n'))
const left = async () => readdir(join(tmpdir(), 'crowdcrit_imports'))

test.group('Packs | imports', (group) => {
  let author: User
  let set: EditableSet

  group.each.setup(async () => {
    await emptyDatabase()
    await limiter.clear()
    author = await User.findOrFail(await createUser(testSql()))
    set = await createSet(author.id)
  })

  const counts = async () => {
    const [row] = await testSql().run<{ cards: number; pictures: number }>(
      'SELECT (SELECT count(*) FROM cards)::integer AS cards, (SELECT count(*) FROM pictures)::integer AS pictures'
    )
    return row
  }

  test('a zip with a table: looked at first, then brought in', async ({ client, assert }) => {
    const zip = zipOf([
      {
        name: 'cards.csv',
        content: csv(
          '\ufeffName;Rarity;Text;Picture;Weight;Variants',
          'Fox;common;"Two;',
          'lines";Art/FOX.png;3;"Foil 1/20; Gold leaf (gilded) 0,5 %"',
          '',
          'Bell;RARE;;bell.webp;;'
        ),
      },
      { name: 'art/fox.png', content: await png() },
      { name: 'art/bell.webp', content: await webp({ colour: '#123456' }) },
      { name: '__MACOSX/._fox.png', content: Buffer.from('x') },
      { name: 'readme.txt', content: Buffer.from('x') },
    ])
    const checked = await upload(client, `/card-sets/${set.id}/imports/check`, zip, author)
    checked.assertStatus(200)
    assert.deepEqual(checked.body(), {
      isDone: false,
      cards: [
        { line: 3, name: 'Fox', rarity: 'Common', picture: 'art/fox.png', variants: 2 },
        { line: 5, name: 'Bell', rarity: 'Rare', picture: 'art/bell.webp', variants: 0 },
      ],
      moreCards: 0,
      faults: [],
      moreFaults: 0,
      ignored: ['readme.txt'],
      moreIgnored: 0,
    })
    assert.deepEqual(await counts(), { cards: 4, pictures: 0 })

    const path = `/card-sets/${set.id}/imports?revision=${set.revision}`
    const done = await upload(client, path, zip, author)
    assert.isTrue(done.body().isDone)
    const [fox, bell] = (await setOf(set.id)).cards.slice(-2)
    assert.deepInclude(fox, { name: 'Fox', text: 'Two;\nlines', weight: 3 })
    assert.deepEqual(
      fox?.variants.map(({ name, effect, chance }) => [name, effect, chance.denominator]),
      [
        ['Foil', 'foil', 20],
        ['Gold leaf', 'gilded', 200],
      ]
    )
    assert.isNotNull(bell?.pictureId)
    const again = await upload(client, path, zip, author)
    assert.equal(again.status(), 409, 'the set has changed since')
    assert.deepEqual(await counts(), { cards: 6, pictures: 2 })
    assert.deepEqual(await left(), [])
  })

  test('every fault with its line and its reason, and nothing half imported', async ({
    client,
    assert,
  }) => {
    const zip = zipOf([
      {
        name: 'cards.csv',
        content: csv(
          'name,rarity,weight,picture,variants',
          'Good,common,1,good.png,',
          'A,mythic,1,,',
          'B,common,0.5,,',
          ',common,1,,',
          'C,common,1,gone.png,',
          'good,common,1,,',
          'Rare card,common,1,,',
          'D,common,1,page.png,',
          'E,common,1,moves.webp,',
          'F,common,1,,Foil sometimes',
          'G,common,1,,Foil 60 %; Holo 50 %'
        ),
      },
      { name: 'good.png', content: await png() },
      { name: 'page.png', content: Buffer.from('<html><script>') },
      { name: 'moves.webp', content: await movingWebp() },
    ])
    const answer = await upload(
      client,
      `/card-sets/${set.id}/imports?revision=${set.revision}`,
      zip,
      author
    )
    const { isDone, faults } = answer.body()
    assert.isFalse(isDone)
    const said = faults.map(
      ({ line, message }: { line: number; message: string }) => `${line}: ${message}`
    )
    for (const expected of [
      /^3: There is no rarity “mythic”\. This set has: common, uncommon, rare, legendary\.$/,
      /^4: The weight “0\.5” is no whole number/,
      /^5: The card has no name/,
      /^6: The picture “gone\.png” is not there/,
      /^7: A card called “good” is there already, in line 2/,
      /^8: A card called “Rare card” is there already, in the set/,
      /^9: This is not a PNG/,
      /^10: The picture moves/,
      /^11: The variants “Foil sometimes” cannot be read/,
      /^12: Together the variants are more than 100 %/,
    ]) {
      assert.isTrue(
        said.some((line: string) => expected.test(line)),
        `${expected} in ${said.join('\n')}`
      )
    }
    assert.lengthOf(faults, 10)
    assert.deepEqual(await counts(), { cards: 4, pictures: 0 })
  })

  test('the files of a folder, each in one that is called like a rarity', async ({
    client,
    assert,
  }) => {
    const send = async (path: string, ...files: [string, Buffer][]) => {
      const request = client.post(path).accept('json').withCsrfToken().loginAs(author)
      files.forEach(([name, contents]) => request.file(name, contents, { filename: 'x.png' }))
      return request
    }
    const picture = await png()
    const check = `/card-sets/${set.id}/imports/check`
    const lost = await send(check, ['Set/01_ash-moth.png', picture])
    assert.match(
      lost.body().faults[0].message,
      /in no folder that is called like a rarity: Common, Uncommon/
    )
    const answer = await send(
      `/card-sets/${set.id}/imports?revision=${set.revision}`,
      ['Set/Rare/01_ash-moth.png', picture],
      ['Set/common/fox.png', picture],
      ['Set/.DS_Store', Buffer.from('x')]
    )
    assert.isTrue(answer.body().isDone, JSON.stringify(answer.body()))
    assert.deepEqual(
      answer.body().cards.map(({ name, rarity }: Record<string, string>) => [name, rarity]),
      [
        ['Ash moth', 'Rare'],
        ['Fox', 'Common'],
      ]
    )
    assert.deepEqual(await counts(), { cards: 6, pictures: 1 })
  })

  const header = 'name,rarity'
  const rows = (count: number) =>
    csv(header, ...Array.from({ length: count }, (_, index) => `Card ${index},common`))
  const bomb = () => Buffer.alloc(30 * MB)

  const REFUSED: Record<string, () => Buffer | Promise<Buffer>> = {
    '100,000 rows': () => zipOf([{ name: 'a.csv', content: rows(100_000) }]),
    'a table that inflates to 30 MB': () => zipOf([{ name: 'a.csv', content: bomb() }]),
    'a table that says it is small and is not': () =>
      zipOf([{ name: 'a.csv', content: bomb(), claimed: 100 }]),
    'a picture of 20 MB': () => zipOf([{ name: 'a.png', content: Buffer.alloc(20 * MB) }]),
    'too many entries': () =>
      zipOf(
        Array.from({ length: 2_001 }, (_, i) => ({ name: `${i}.txt`, content: Buffer.alloc(0) }))
      ),
    'a path that leaves its folder': () =>
      zipOf([{ name: '../../evil.png', content: Buffer.alloc(9) }]),
    'an absolute path': () => zipOf([{ name: '/etc/evil.png', content: Buffer.alloc(9) }]),
    'a password': () => zipOf([{ name: 'a.png', content: Buffer.alloc(9), isEncrypted: true }]),
    'more cards than a set can have, before any picture is read': () =>
      zipOf([
        {
          name: 'a.csv',
          content: csv(
            'name,rarity,picture',
            ...Array.from({ length: 4_997 }, (_, index) => `Card ${index},common,broken.png`)
          ),
        },
        { name: 'broken.png', content: Buffer.from('no picture') },
      ]),
    'pictures that are too large together': async () => {
      const large = await sharp({
        create: { width: 4096, height: 4096, channels: 3, background: '#123456' },
      })
        .png({ palette: true, colours: 2 })
        .toBuffer()
      return zipOf(
        Array.from({ length: 180 }, (_, index) => ({ name: `rare/${index}.png`, content: large }))
      )
    },
    'a name without end': () =>
      zipOf([{ name: `${'long/'.repeat(2_000)}fox.png`, content: Buffer.alloc(9) }]),
    'two tables': () =>
      zipOf([
        { name: 'a.csv', content: rows(1) },
        { name: 'b.csv', content: rows(1) },
      ]),
    'a table without a header': () => zipOf([{ name: 'a.csv', content: csv('Fox,common') }]),
    'a table in another encoding': () =>
      zipOf([{ name: 'a.csv', content: Buffer.from('name,rarity\nF\u00fcchse,common', 'latin1') }]),
    'an open quote': () => zipOf([{ name: 'a.csv', content: csv(header, '"Fox,common') }]),
    'an empty zip': () => zipOf([]),
    'no zip at all': () => Buffer.from('hello'),
    'nothing': () => Buffer.alloc(0),
  }
  for (const [what, make] of Object.entries(REFUSED)) {
    test(`refused at once: ${what}`, async ({ client, assert }) => {
      const path = `/card-sets/${set.id}/imports?revision=${set.revision}`
      const answer = await upload(client, path, await make(), author)
      answer.assertStatus(200)
      const { isDone, faults } = answer.body()
      assert.isFalse(isDone)
      assert.lengthOf(faults, 1)
      assert.match(faults[0].message, /^(The|This|These|There|An) .*\.$/)
      assert.isBelow(JSON.stringify(answer.body()).length, 1_000)
      assert.deepEqual(await counts(), { cards: 4, pictures: 0 })
      assert.deepEqual(await left(), [])
    })
  }

  test('a stranger imports nothing', async ({ client, assert }) => {
    const stranger = await User.findOrFail(await createUser(testSql()))
    const zip = zipOf([{ name: 'a.csv', content: rows(1) }])
    for (const path of ['imports/check', `imports?revision=${set.revision}`]) {
      const answer = await upload(client, `/card-sets/${set.id}/${path}`, zip, stranger)
      assert.equal(answer.status(), 404)
    }
    assert.deepEqual(await counts(), { cards: 4, pictures: 0 })
  })

  test('of two editors’ at once one comes in', async ({ client, assert }) => {
    const path = `/card-sets/${set.id}/imports?revision=${set.revision}`
    const campaign = await createCampaign(testSql())
    await testSql().run('UPDATE card_sets SET campaign_id = $1', [campaign.id])
    const editors = [author, await User.findOrFail(campaign.ownerId)]
    const answers = await Promise.all(
      editors.map((editor, n) => {
        const zip = zipOf([{ name: 'a.csv', content: csv(header, `Card ${n},common`) }])
        return upload(client, path, zip, editor)
      })
    )
    assert.deepEqual(answers.map((answer) => answer.status()).sort(), [200, 409])
    assert.equal((await counts())?.cards, 5)
  })
})
