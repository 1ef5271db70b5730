import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import sharp from 'sharp'
import User from '#accounts/user'
import { appUrl } from '#config/app'
import { uuidv7 } from '#core/ids'
import { pictureUrl } from '#packs/pictures/picture_url'
import type { PictureSize } from '#packs/pictures/picture_rules'
import { StorePicture } from '#packs/pictures/store_picture'
import { SweepPictures } from '#packs/pictures/sweep_pictures'
import { CreateSet } from '#packs/sets/create_set'
import { emptyDatabase } from '#tests/support/database'
import { createUser, testSql } from '#tests/support/fixtures'
import {
  jpeg,
  lyingJpeg,
  movingPng,
  movingWebp,
  png,
  polyglot,
  webp,
} from '#tests/support/packs/pictures'
import { upload } from '#tests/support/packs/upload'

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'
const SIZES = ['card', 'tile'] as const

const show = (id: string, size: PictureSize = 'card') =>
  fetch(new URL(pictureUrl(id, size) ?? '', appUrl))

async function filesOf(id: string): Promise<string[]> {
  const there = await Promise.all(
    SIZES.map((size) => drive.use().exists(`pictures/${id}/${size}.webp`))
  )
  return SIZES.filter((_, index) => there[index])
}

const rows = async () => (await testSql().run('SELECT FROM pictures')).length

test.group('Packs | pictures', (group) => {
  let author: User

  group.each.setup(async () => {
    await emptyDatabase()
    author = await User.findOrFail(await createUser(testSql()))
  })

  for (const [kind, make] of Object.entries({ png, jpeg, webp })) {
    test(`a ${kind} comes in, and goes out as WebP, for everybody and for ever`, async ({
      client,
      assert,
    }) => {
      const answer = await upload(
        client,
        '/pictures',
        await make({ width: 1500, height: 2100 }),
        author
      )
      answer.assertStatus(201)
      for (const [size, height] of [
        ['card', 1024],
        ['tile', 384],
      ] as const) {
        const shown = await show(answer.body().id, size)
        assert.equal(shown.status, 200)
        assert.equal(shown.headers.get('content-type'), 'image/webp')
        assert.equal(shown.headers.get('cache-control'), 'public, max-age=31536000, immutable')
        assert.equal(shown.headers.get('x-content-type-options'), 'nosniff')
        assert.equal(shown.headers.get('access-control-allow-origin'), '*')
        assert.isNull(shown.headers.get('set-cookie'))
        const found = await sharp(await shown.arrayBuffer()).metadata()
        assert.deepInclude(found, { format: 'webp', height })
      }
    })
  }

  const REFUSED = {
    'a drawing with a script': async () => Buffer.from(SVG),
    'a page that says it is a picture': async () => Buffer.from('\u0089PNG<html>'),
    'nothing': async () => Buffer.alloc(0),
    'a picture cut in the middle': async () => {
      const whole = await sharp({
        create: {
          width: 300,
          height: 300,
          channels: 3,
          noise: { type: 'gaussian' },
          background: '#000',
        },
      })
        .png()
        .toBuffer()
      return whole.subarray(0, whole.length / 2)
    },
    'a side of 4097 pixels': () => png({ width: 4097, height: 10 }),
    '20 MB': async () => Buffer.concat([await png(), Buffer.alloc(20 * 1024 * 1024)]),
    'a WebP that moves': movingWebp,
    'a PNG that moves': movingPng,
    'a GIF': () =>
      sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
        .gif()
        .toBuffer(),
  }
  for (const [what, make] of Object.entries(REFUSED)) {
    test(`refused with a sentence, and nothing is kept: ${what}`, async ({ client, assert }) => {
      const answer = await upload(client, '/pictures', await make(), author)
      answer.assertStatus(422)
      assert.match(answer.body().errors[0].message, /^(This|The) .*\.$/)
      assert.equal(await rows(), 0)
    })
  }

  test('what a file carries beside its picture is left behind', async ({ client, assert }) => {
    for (const make of [lyingJpeg, polyglot]) {
      const answer = await upload(client, '/pictures', await make(), author)
      answer.assertStatus(201)
      const bytes = Buffer.from(await (await show(answer.body().id)).arrayBuffer())
      assert.notMatch(bytes.toString('latin1'), /SECRET|script/)
      const { exif, orientation, width = 0, height = 0 } = await sharp(bytes).metadata()
      assert.isUndefined(exif)
      assert.isUndefined(orientation)
      assert.isAbove(height, width, 'it stands upright')
    }
  })

  test('the same picture is kept once for each author, also when it comes twice at once', async ({
    assert,
  }) => {
    const bytes = await png()
    const store = new StorePicture()
    const ids = await Promise.all(Array.from({ length: 4 }, () => store.execute(author.id, bytes)))
    assert.equal(new Set(ids).size, 1)
    assert.deepEqual(await filesOf(ids[0] ?? ''), ['card', 'tile'])
    const other = await store.execute(await createUser(testSql()), bytes)
    assert.notEqual(other, ids[0])
    assert.equal(await rows(), 2)
  })

  test('what is not there, or is no size of ours, is a 404', async ({ client }) => {
    const id = await new StorePicture().execute(author.id, await png())
    for (const path of [
      `/pictures/${uuidv7()}/card.webp`,
      `/pictures/${id}/huge.webp`,
      `/pictures/${id}/card.png`,
      `/pictures/${id}/__proto__.webp`,
      `/pictures/..%2f..%2fetc/card.webp`,
      `/pictures/${id}/..%2ftile.webp`,
    ]) {
      const answer = await client.get(path).accept('json')
      answer.assertStatus(404)
    }
  })

  test('whoever has not signed in brings nothing', async ({ client, assert }) => {
    const answer = await upload(client, '/pictures', await png())
    answer.assertStatus(401)
    assert.equal(await rows(), 0)
  })
})

test.group('Packs | pictures nothing shows', (group) => {
  let author: string
  const store = new StorePicture()
  const sweep = new SweepPictures()

  group.each.setup(async () => {
    await emptyDatabase()
    author = await createUser(testSql())
  })

  const old = async (colour: string) => {
    const id = await store.execute(author, await png({ colour }))
    await testSql().run(
      `UPDATE pictures SET created_at = now() - interval '3 days' WHERE id = $1`,
      [id]
    )
    return id
  }

  test('go after two days, their files with them; what is shown or new stays', async ({
    assert,
  }) => {
    const [unused, shown] = [await old('#111111'), await old('#222222')]
    const fresh = await store.execute(author, await png({ colour: '#333333' }))
    const set = await new CreateSet().execute(author, 'A set')
    await testSql().run('UPDATE card_sets SET picture_id = $2 WHERE id = $1', [set, shown])
    await sweep.execute()
    assert.deepEqual(await filesOf(unused), [])
    assert.deepEqual(await filesOf(shown), ['card', 'tile'])
    assert.deepEqual(await filesOf(fresh), ['card', 'tile'])
    assert.equal(await rows(), 2)
  })

  test('uploaded again they stay', async ({ assert }) => {
    const id = await old('#111111')
    assert.equal(await store.execute(author, await png({ colour: '#111111' })), id)
    await sweep.execute()
    assert.deepEqual(await filesOf(id), ['card', 'tile'])
  })

  test('one that is put on a card at the same moment stays, or is refused', async ({ assert }) => {
    const set = await new CreateSet().execute(author, 'A set')
    for (let round = 0; round < 8; round++) {
      const id = await old(`#0000${round}${round}`)
      const [used] = await Promise.allSettled([
        testSql().run('UPDATE card_sets SET picture_id = $2 WHERE id = $1', [set, id]),
        sweep.execute(),
      ])
      assert.lengthOf(await filesOf(id), used.status === 'fulfilled' ? 2 : 0)
      const [row] = await testSql().run<{ picture_id: string }>('SELECT picture_id FROM card_sets')
      assert.equal(row?.picture_id === id, used.status === 'fulfilled')
    }
  })

  test('files a crash has left without a row are found', async ({ assert }) => {
    const forgotten = uuidv7(Date.now() - 3 * 86_400_000)
    const fresh = uuidv7()
    for (const id of [forgotten, fresh]) {
      await drive.use().put(`pictures/${id}/card.webp`, 'x')
    }
    await sweep.execute()
    assert.deepEqual(await filesOf(forgotten), [])
    assert.deepEqual(await filesOf(fresh), ['card'])
  })
})
