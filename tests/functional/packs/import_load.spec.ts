import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import server from '@adonisjs/core/services/server'
import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import User from '#accounts/user'
import { ImportCards } from '#packs/imports/import_cards'
import type { ImportedFile } from '#packs/imports/import_folder'
import { ImportRefused } from '#packs/imports/import_refused'
import { PictureRefused } from '#packs/pictures/picture_refused'
import { StorePicture } from '#packs/pictures/store_picture'
import { AddCards } from '#packs/sets/add_cards'
import type { EditableSet } from '#packs/sets/read_set'
import { emptyDatabase } from '#tests/support/database'
import { createUser, testSql } from '#tests/support/fixtures'
import { png } from '#tests/support/packs/pictures'
import { createSet, setOf } from '#tests/support/packs/sets'
import { upload } from '#tests/support/packs/upload'
import { zipOf } from '#tests/support/packs/zip'
import { until } from '#tests/support/until'

/** Says how many pictures it kept, and how many of them at the same time. */
class Watched extends StorePicture {
  kept = 0
  most = 0
  #running = 0

  override async keep(ownerId: string, bytes: Buffer) {
    this.kept++
    this.most = Math.max(this.most, ++this.#running)
    const picture = await super.keep(ownerId, bytes)
    this.#running--
    return picture
  }
}

/** How many clients the app has. */
const connections = () =>
  new Promise<number>((resolve, reject) =>
    server
      .getNodeServer()
      ?.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  )

const table = (rows: string[]) => Buffer.from(['name,rarity,picture', ...rows].join('\n'))

test.group('Packs | what imports may take', (group) => {
  let author: User
  let set: EditableSet
  let folder: string

  group.each.setup(async () => {
    await emptyDatabase()
    await limiter.clear()
    author = await User.findOrFail(await createUser(testSql()))
    set = await createSet(author.id)
    folder = await mkdtemp(join(tmpdir(), 'crowdcrit_test_'))
    return () => rm(folder, { recursive: true })
  })

  /** Files as an import has them. */
  const laid = (files: Record<string, Buffer>): Promise<ImportedFile[]> =>
    Promise.all(
      Object.entries(files).map(async ([name, content], index) => {
        const path = join(folder, `${index}`)
        await writeFile(path, content)
        return { name, path }
      })
    )
  const pictures = async () => {
    const rows = await testSql().run<{ id: string }>('SELECT id FROM pictures')
    return rows.map(({ id }) => id)
  }

  test('a picture is kept once, however many cards it is on, and one after the other', async ({
    assert,
  }) => {
    const rows = Array.from({ length: 2_000 }, (_, n) => `Card ${n},rare,${n % 3}.png`)
    const files = await laid({
      'a.csv': table(rows),
      '0.png': await png({ colour: '#000000' }),
      '1.png': await png({ colour: '#111111' }),
      '2.png': await png({ colour: '#222222' }),
    })
    const store = new Watched()
    const cards = new ImportCards(store, new AddCards())
    const report = await cards.execute(set, files, { whose: author.id })
    assert.isTrue(report.isDone)
    assert.deepEqual([store.kept, store.most], [3, 1])
    assert.deepEqual([report.cards.length, report.moreCards], [100, 1_900])
    const shown = (await setOf(set.id)).cards.filter(({ pictureId }) => pictureId !== null)
    assert.lengthOf(shown, 2_000)
    assert.lengthOf(await pictures(), 3)
  })

  test('without room for all its pictures none is kept, nor a card', async ({ assert }) => {
    const files = await laid({
      'Rare/1.png': await png({ colour: '#000000' }),
      'Rare/2.png': await png({ colour: '#111111' }),
      'Rare/3.png': await png({ colour: '#222222' }),
    })
    const known = await new StorePicture().execute(author.id, await png({ colour: '#000000' }))
    const store = new StorePicture({ pictures: 2, bytes: 1_000_000 })
    const cards = new ImportCards(store, new AddCards())
    const refused = cards.execute(set, files, { whose: author.id })
    await assert.rejects(() => refused, /You can keep 2 pictures here\. There is no room\./)
    assert.deepEqual(await pictures(), [known])
    const there = await drive.use().listAll('pictures/')
    assert.include(
      [...there.objects].map(({ name }) => name),
      known
    )
    assert.deepEqual(await setOf(set.id), set)
  })

  test('ends when nobody waits for it any more, with nothing kept', async ({ assert }) => {
    const files = await laid({ 'Rare/1.png': await png(), 'Rare/2.png': await png() })
    const left = new AbortController()
    const store = new (class extends StorePicture {
      override async keep(ownerId: string, bytes: Buffer) {
        left.abort(new ImportRefused('The page was closed.'))
        return super.keep(ownerId, bytes)
      }
    })()
    const cards = new ImportCards(store, new AddCards())
    await assert.rejects(
      () => cards.execute(set, files, { whose: author.id, left: left.signal }),
      'The page was closed.'
    )
    assert.deepEqual(await pictures(), [])
    await assert.rejects(
      () => cards.check(set.id, files, { whose: author.id, left: left.signal }),
      'The page was closed.'
    )
  })

  test('is called off when whoever brings it goes away', async ({ client, assert }) => {
    const zip = zipOf([
      { name: 'Rare/1.png', content: await png({ colour: '#000000' }) },
      { name: 'Rare/2.png', content: await png({ colour: '#111111' }) },
    ])
    const path = `/card-sets/${set.id}/imports?revision=${set.revision}`
    const bring = () => upload(client, path, zip, author)
    const lock = await db.transaction()
    await lock.rawQuery('SELECT FROM users FOR NO KEY UPDATE')
    const request = bring()
    const outcome = request.then(
      () => 'answered',
      () => 'gone'
    )
    await until('it waits to keep the first picture', async () => {
      const rows = await testSql().run(
        `SELECT FROM pg_stat_activity WHERE datname = current_database()
           AND wait_event_type = 'Lock' AND query LIKE '%FROM users%'`
      )
      return rows.length === 1
    })
    const connected = await connections()
    request.request.abort()
    assert.equal(await outcome, 'gone')
    await until('the app has noticed', async () => (await connections()) < connected)
    await lock.rollback()

    await until('its place is free', async () => {
      const files = await readdir(join(tmpdir(), 'crowdcrit_imports'))
      return files.length === 0
    })
    assert.deepEqual(await pictures(), [])
    assert.deepEqual(await setOf(set.id), set)
    assert.isTrue((await bring()).body().isDone)
  })

  test('a report lists some names, shortened, and counts the others', async ({
    client,
    assert,
  }) => {
    const long = 'x'.repeat(300)
    const zip = zipOf([
      ...Array.from({ length: 320 }, (_, n) => ({
        name: `${long}/${n}.txt`,
        content: Buffer.alloc(0),
      })),
      ...Array.from({ length: 300 }, (_, n) => ({
        name: `${long}/${n}.png`,
        content: Buffer.from('x'),
      })),
    ])
    const answer = await upload(client, `/card-sets/${set.id}/imports/check`, zip, author)
    const report = answer.body()
    assert.lengthOf(report.ignored, 20)
    assert.equal(report.moreIgnored, 300)
    assert.lengthOf(report.faults, 200)
    assert.equal(report.moreFaults, 100)
    assert.equal(report.ignored[0], `…${`${long}/0.txt`.slice(-79)}`)
    assert.isTrue(report.faults.every(({ file }: { file: string }) => file.length <= 80))
  })

  test('more parts than files may be are refused, also when they are passed over', async ({
    client,
    assert,
  }) => {
    const said = async (parts: number) => {
      const request = client
        .post(`/card-sets/${set.id}/imports/check`)
        .accept('json')
        .withCsrfToken()
        .loginAs(author)
      for (let n = 0; n < parts; n++) {
        request.file(`${n}.txt`, Buffer.alloc(1), { filename: 'x.txt' })
      }
      const answer = await request
      return answer.body().faults.map(({ message }: { message: string }) => message)
    }
    assert.match(String(await said(2_000)), /There is no card in it/)
    assert.deepEqual(await said(2_001), ['These are more than 2000 files.'])
  })

  test('one for each person and three in all; others are told at once, and nothing of theirs is read', async ({
    client,
    assert,
  }) => {
    const others = await Promise.all(
      [1, 2, 3].map(async () => {
        const user = await User.findOrFail(await createUser(testSql()))
        return { user, set: await createSet(user.id) }
      })
    )
    const zip = zipOf([{ name: 'a.csv', content: table(['Fox,common,']) }])
    const bring = (one: { user: User; set: EditableSet }) =>
      upload(client, `/card-sets/${one.set.id}/imports?revision=${one.set.revision}`, zip, one.user)
    const mine = { user: author, set }
    const [first, second, third] = others
    if (!first || !second || !third) throw new Error('There are three others')

    const lock = await db.transaction()
    await lock.rawQuery('SELECT FROM card_sets FOR UPDATE')
    const waiting = Promise.all([mine, first, second].map(async (one) => bring(one)))
    await until('three imports wait for their sets', async () => {
      const rows = await testSql().run(
        `SELECT FROM pg_stat_activity WHERE datname = current_database()
           AND wait_event_type = 'Lock' AND query LIKE '%UPDATE card_sets%'`
      )
      return rows.length === 3
    })
    const folders = await readdir(join(tmpdir(), 'crowdcrit_imports'))
    const own = await bring(mine)
    const taken = await bring(third)
    assert.deepEqual([own.status(), taken.status()], [503, 503])
    assert.match(own.body().errors[0].message, /You are importing cards already/)
    assert.match(taken.body().errors[0].message, /Others are importing cards/)
    assert.deepEqual(await readdir(join(tmpdir(), 'crowdcrit_imports')), folders)

    await lock.rollback()
    for (const answer of await waiting) {
      assert.isTrue(answer.body().isDone)
    }
    assert.isTrue((await bring(third)).body().isDone, 'their places are free again')
  })
})

test.group('Packs | room for pictures', (group) => {
  let author: string
  group.each.setup(async () => {
    await emptyDatabase()
    author = await createUser(testSql())
  })

  const colours = ['#000000', '#111111', '#222222', '#333333', '#444444', '#555555']
  const refusals = (tries: PromiseSettledResult<string>[]) =>
    tries.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  const filesLeft = async () => {
    const { objects } = await drive.use().listAll('pictures/')
    return [...objects].length
  }

  test('six at once with room for three: three are kept', async ({ assert }) => {
    const before = await filesLeft().catch(() => 0)
    const store = new StorePicture({ pictures: 3, bytes: 1_000_000 })
    const tries = await Promise.allSettled(
      colours.map(async (colour) => store.execute(author, await png({ colour })))
    )
    const refused = refusals(tries)
    assert.lengthOf(refused, 3)
    assert.isTrue(refused.every((error) => error instanceof PictureRefused))
    assert.match(String(refused[0]?.message), /You can keep 3 pictures here\. .* then try again\.$/)
    assert.lengthOf(await testSql().run('SELECT FROM pictures'), 3)
    assert.equal(await filesLeft(), before + 3, 'files of those that were refused are gone')
  })

  test('bytes are counted too, and another person has room of their own', async ({ assert }) => {
    const first = await new StorePicture().execute(author, await png())
    const [row] = await testSql().run<{ bytes: number }>('SELECT bytes FROM pictures')
    const store = new StorePicture({ pictures: 10, bytes: (row?.bytes ?? 0) + 10 })
    await assert.rejects(
      async () => store.execute(author, await png({ colour: '#000000' })),
      /Your pictures can take 0 MB here/
    )
    assert.equal(await store.execute(author, await png()), first, 'the same one needs no room')
    await store.execute(await createUser(testSql()), await png({ colour: '#000000' }))
  })

  test('what nothing shows any more makes room', async ({ assert }) => {
    const store = new StorePicture({ pictures: 2, bytes: 1_000_000 })
    const set = await createSet(author)
    const [shown] = [await store.execute(author, await png({ colour: '#000000' }))]
    await testSql().run('UPDATE card_sets SET picture_id = $2 WHERE id = $1', [set.id, shown])
    await store.execute(author, await png({ colour: '#111111' }))
    const third = async () => store.execute(author, await png({ colour: '#222222' }))
    await assert.rejects(third, /no room/)
    await testSql().run(`UPDATE pictures SET created_at = now() - interval '2 hours'`)
    const kept = await third()
    const rows = await testSql().run<{ id: string }>('SELECT id FROM pictures ORDER BY id')
    assert.deepEqual(
      rows.map(({ id }) => id),
      [shown, kept]
    )
  })
})
