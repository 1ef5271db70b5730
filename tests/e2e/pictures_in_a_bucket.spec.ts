import { test } from '@japa/runner'
import sharp from 'sharp'
import { uuidv7 } from '#core/ids'
import { OwnBucket } from '#tests/support/machines/own_bucket'
import { jpeg, png } from '#tests/support/packs/pictures'
import { RunningApp } from '#tests/support/running_app'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'

const LONG_AGO = Date.now() - 100 * 3_600_000

test.group('Pictures in a bucket', (group) => {
  let bucket: OwnBucket
  let simulator: TwitchSimulator
  let running: RunningApp

  group.setup(async () => {
    // Two to a page, so that what is swept lies on several.
    bucket = await OwnBucket.start('cards', 2)
    simulator = await TwitchSimulator.start({ users: [{ login: 'mira' }] })
    running = await RunningApp.start({
      simulator,
      env: {
        DEMO: 'false',
        S3_BUCKET: bucket.name,
        S3_ENDPOINT: bucket.endpoint,
        S3_REGION: 'eu-central-1',
        S3_ACCESS_KEY_ID: 'dummy-key',
        S3_SECRET_ACCESS_KEY: 'dummy-secret',
      },
    })
    return async () => {
      await running.destroy()
      await simulator.stop()
      await bucket.stop()
    }
  })

  test('are kept there, shown by the app, and swept', async ({ assert }) => {
    const mira = new Visitor(running.url)
    await mira.signIn('mira')
    const stored = await Promise.all(
      [await png(), await jpeg({ colour: '#0ea5e9' })].map(async (bytes) => {
        const response = await mira.upload('/pictures', bytes)
        assert.equal(response.status, 201)
        const { id }: { id: string } = await response.json()
        return id
      })
    )
    const keys = stored.flatMap((id) => [`pictures/${id}/card.webp`, `pictures/${id}/tile.webp`])
    assert.sameMembers([...bucket.objects.keys()], keys)
    assert.deepEqual(
      [...new Set(bucket.signedBy)].map((by) => by.replace(/\d{8}/, 'DAY')),
      ['AWS4-HMAC-SHA256 Credential=dummy-key/DAY/eu-central-1/s3/aws4_request']
    )

    const shown = await fetch(`${running.url}/pictures/${stored[0]}/card.webp`)
    assert.equal(shown.headers.get('content-type'), 'image/webp')
    const { format, width } = await sharp(Buffer.from(await shown.arrayBuffer())).metadata()
    assert.deepEqual({ format, width }, { format: 'webp', width: 60 })
    assert.equal((await fetch(`${running.url}/pictures/${uuidv7()}/card.webp`)).status, 404)

    // Nobody put the first on a card; others were left behind by a crash before they had a row.
    await running.query(
      `UPDATE pictures SET created_at = now() - interval '3 days' WHERE id = $1`,
      [stored[0]]
    )
    for (const minutes of [0, 1, 2, 3, 4]) {
      const id = uuidv7(LONG_AGO + minutes * 60_000)
      bucket.objects.set(`pictures/${id}/tile.webp`, { bytes: await png(), type: 'image/webp' })
    }
    await running.kill()
    await running.begin()
    await until('only the other is left', () => bucket.objects.size === 2, 20_000)
    assert.sameMembers([...bucket.objects.keys()], keys.slice(2))
    assert.equal((await fetch(`${running.url}/pictures/${stored[0]}/card.webp`)).status, 404)
    assert.deepEqual(running.logged(50), [])
  })
})
