import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import app from '@adonisjs/core/services/app'
import { ImportCards } from '#packs/imports/import_cards'
import { ImportFolder } from '#packs/imports/import_folder'
import { ImportRefused } from '#packs/imports/import_refused'
import { unpackZip } from '#packs/imports/unpack_zip'
import { FewAtOnce } from '#packs/pictures/few_at_once'
import { PictureRefused } from '#packs/pictures/picture_refused'
import { StorePicture } from '#packs/pictures/store_picture'
import { emptyDatabase } from '#tests/support/database'
import { createUser, testSql } from '#tests/support/fixtures'
import { mutate, Mutations } from '#tests/support/packs/mutations'
import { jpeg, lyingJpeg, png, polyglot, webp } from '#tests/support/packs/pictures'
import type { EditableSet } from '#packs/sets/read_set'
import { createSet, setOf } from '#tests/support/packs/sets'
import { zipOf } from '#tests/support/packs/zip'

const SEED = Number(process.env.FUZZ_SEED ?? 20_26)
const EACH = { tables: 700, zips: 700, pictures: 600 }

const TABLE = Buffer.from(
  [
    'name,rarity,text,picture,weight,variants',
    'Fox,common,"Two\nlines",fox.png,3,Foil 1/20; Gold leaf (gilded) 0.5 %',
    'Bell,rare,,bell.webp,1,',
    'Road,legendary,…,,,Holo 1/3',
  ].join('\n')
)

/** What mutations would like to write, wherever it would lead from the folder of an import. */
async function escaped(): Promise<string[]> {
  const folders = ['.', '..', '../..', 'crowdcrit_imports'].map((way) => join(tmpdir(), way))
  const names = await Promise.all([process.cwd(), '/etc', ...folders].map((one) => readdir(one)))
  return names.flat().filter((name) => /evil|passwd\.png|fox\.png|bell\.webp/.test(name))
}

test.group('Packs | imports of nonsense', (group) => {
  let author: string
  group.each.timeout(60_000)
  group.each.setup(async () => {
    await emptyDatabase()
    author = await createUser(testSql())
  })

  let brought = 0
  const isTenth = () => (brought += 1) % 10 === 0

  /** As the controller does it: looked at, and brought in where nothing is wrong, or now and then all the same. */
  async function bring(zip: Buffer, shared: EditableSet, always = false): Promise<boolean> {
    const cards = await app.container.make(ImportCards)
    try {
      return await ImportFolder.use(async (folder) => {
        await folder.receive(Readable.from([zip]))
        await unpackZip(folder)
        const { faults } = await cards.check(shared.id, folder.files, { whose: author })
        const isFine = faults.length === 0
        return isFine || always ? execute(cards, folder, isFine) : false
      })
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error
      return false
    }
  }

  async function execute(cards: ImportCards, folder: ImportFolder, isFine: boolean) {
    const set = await createSet(author)
    const { isDone, cards: planned } = await cards.execute(set, folder.files, { whose: author })
    const added = (await setOf(set.id)).cards.length - set.cards.length
    if (isDone !== isFine || added !== (isDone ? planned.length : 0)) {
      throw new Error(`${added} cards of an import that ${isDone ? 'was done' : 'was refused'}`)
    }
    await testSql().run('DELETE FROM card_sets WHERE id = $1', [set.id])
    return isDone
  }

  /** Of so many mutations of these files, how many came in. */
  async function play(count: number, files: Buffer[], work: (bytes: Buffer) => Promise<boolean>) {
    const mutations = new Mutations(SEED)
    const atOnce = new FewAtOnce(4)
    const done = await Promise.all(
      Array.from({ length: count }, (_, index) => {
        const bytes = mutate(files[index % files.length] ?? Buffer.alloc(0), mutations)
        return atOnce.run(async () => {
          try {
            return await work(bytes)
          } catch (error) {
            throw new Error(`Mutation ${index} of seed ${SEED}: ${error}`, { cause: error })
          }
        })
      })
    )
    return done.filter(Boolean).length
  }

  test('tables and zips: no crash, nothing outside its folder, nothing half', async ({
    assert,
  }) => {
    const shared = await createSet(author)
    const pictures = [
      { name: 'fox.png', content: await png({ width: 12, height: 16 }) },
      { name: 'bell.webp', content: await webp({ width: 12, height: 16 }) },
    ]
    const whole = zipOf([{ name: 'cards.csv', content: TABLE }, ...pictures])
    assert.isTrue(await bring(whole, shared), 'what is mutated is fine before')

    const ofTables = await play(EACH.tables, [TABLE], (content) =>
      bring(zipOf([{ name: 'cards.csv', content }, ...pictures]), shared, isTenth())
    )
    const ofZips = await play(EACH.zips, [whole], (zip) => bring(zip, shared, isTenth()))
    assert.isAbove(ofTables, 0)
    assert.isBelow(ofTables, EACH.tables)
    assert.isBelow(ofZips, EACH.zips)
    assert.deepEqual(await readdir(join(tmpdir(), 'crowdcrit_imports')), [])
    assert.deepEqual(await escaped(), [])
    assert.lengthOf(await testSql().run('SELECT FROM card_sets'), 1)
    assert.deepEqual(await setOf(shared.id), shared)
  })

  test('pictures: kept whole, or refused and not kept', async ({ assert }) => {
    const store = new StorePicture()
    const small = { width: 24, height: 32 }
    const files = [
      await png(small),
      await jpeg(small),
      await webp(small),
      await lyingJpeg(),
      await polyglot(),
    ]
    const kept = await play(EACH.pictures, files, async (bytes) => {
      try {
        const id = await store.execute(author, bytes)
        return await drive.use().exists(`pictures/${id}/card.webp`)
      } catch (error) {
        if (!(error instanceof PictureRefused)) throw error
        return false
      }
    })
    assert.isAbove(kept, 0)
    assert.isBelow(kept, EACH.pictures)
    const rows = await testSql().run<{ id: string }>('SELECT id FROM pictures')
    for (const { id } of rows) {
      const bytes = Buffer.from(await drive.use().getBytes(`pictures/${id}/card.webp`))
      assert.equal(bytes.toString('latin1', 8, 12), 'WEBP')
      assert.notMatch(bytes.toString('latin1'), /<script|SECRET/)
    }
  })
})
