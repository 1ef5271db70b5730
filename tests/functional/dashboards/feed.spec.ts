import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import type { FeedLine, FeedPage } from '#dashboards/feed/event_feed'
import { eventFeed } from '#dashboards/feed/event_feed'
import { SIFTED } from '#dashboards/feed/feed_query'
import { channelEvent, chat, known, someone } from '#tests/support/channel_events'
import { emptyDatabase } from '#tests/support/database'
import { createStage, createStreamer, testSql } from '#tests/support/fixtures'
import type { TestStage } from '#tests/support/fixtures'

const at = (time: string) => `2026-03-01T${time}Z`
const read = ({ lines }: FeedPage) =>
  lines.map(({ who, what }: FeedLine) => [who, what].filter(Boolean).join(' '))

test.group('The feed of a channel', (group) => {
  let stage: TestStage
  let channel: string
  const vera = someone('Vera')
  const kip = someone('Kip')

  group.each.setup(async () => {
    await emptyDatabase()
    stage = await createStage(testSql())
    channel = stage.streamer.broadcasterId
  })

  async function ask(client: ApiClient, path: string, userId = stage.streamer.id) {
    return client
      .get(`/streamers/${stage.streamer.id}/${path}`)
      .accept('json')
      .loginAs(await User.findOrFail(userId))
  }

  async function page(client: ApiClient, query = ''): Promise<FeedPage> {
    const response = await ask(client, `events/lines${query}`)
    response.assertStatus(200)
    return response.body()
  }

  test('is of the streamer alone, and of this channel only', async ({ client, assert }) => {
    const sql = testSql()
    const other = await createStreamer(sql, { name: 'Tobi' })
    await chat(sql, other.broadcasterId, vera, 'elsewhere')
    const id = await chat(sql, channel, vera, 'here')

    assert.deepEqual(read(await page(client)), ['Vera wrote'])
    ;(await ask(client, `events/${id}`)).assertStatus(200)
    for (const path of ['events', 'events/lines', `events/${id}`]) {
      ;(await ask(client, path, stage.ownerId)).assertStatus(404)
      ;(await ask(client, path, other.id)).assertStatus(404)
    }

    const theirs = await client
      .get(`/streamers/${other.id}/events/${id}`)
      .accept('json')
      .loginAs(await User.findOrFail(other.id))
    theirs.assertStatus(404)
    ;(await ask(client, 'events/nonsense')).assertStatus(404)
  })

  test('goes on page by page over events of the same moment, none twice', async ({
    client,
    assert,
  }) => {
    const sql = testSql()
    for (let index = 0; index < 70; index += 1) {
      await chat(sql, channel, vera, `line ${index}`, at('10:00:00'))
    }
    for (let index = 0; index < 60; index += 1) {
      const payload = { viewer: kip, followedAt: new Date(at('10:00:00')) }
      await channelEvent(sql, channel, { kind: 'follow', payload, at: at('10:00:00') })
    }

    const seen: string[] = []
    let after: string | null = null
    do {
      const lines: FeedPage = await page(client, after ? `?after=${after}` : '')
      seen.push(...lines.lines.map(({ id }) => id))
      after = lines.next
    } while (after)
    assert.lengthOf(seen, 130)
    assert.equal(new Set(seen).size, 130)
    assert.deepEqual(
      seen.map(Number),
      seen.map(Number).toSorted((a, b) => b - a)
    )
  })

  test('is picked by kind, source, viewer, words and time', async ({ client, assert }) => {
    const sql = testSql()
    await known(sql, vera)
    await chat(sql, channel, vera, 'Roll the "dice" (50% off)', at('10:00:00'))
    await chat(sql, channel, kip, 'roll again', at('11:00:00'))
    await channelEvent(sql, channel, {
      kind: 'unfollow',
      source: 'inferred',
      userId: vera.id,
      payload: { viewer: vera },
      at: at('12:00:00'),
    })
    await channelEvent(sql, channel, {
      kind: 'stream_online',
      payload: { streamId: '1', startedAt: new Date(at('09:00:00')) },
      at: at('09:00:00'),
    })

    const found = async (query: string) => read(await page(client, query))
    assert.deepEqual(await found('?groups[]=stream'), ['The stream began'])
    assert.deepEqual(await found('?groups[]=chat&groups[]=stream'), [
      'Kip wrote',
      'Vera wrote',
      'The stream began',
    ])
    assert.deepEqual(await found('?source=inferred'), ['Vera no longer follows'])
    assert.deepEqual(await found('?viewer=VERA'), ['Vera no longer follows', 'Vera wrote'])
    assert.deepEqual(await found('?viewer=kip'), ['Kip wrote'], 'of whom only the events know')
    assert.deepEqual(await found('?text=ROLL'), ['Kip wrote', 'Vera wrote'])
    assert.deepEqual(await found(`?text=${encodeURIComponent('"dice" (50%')}`), ['Vera wrote'])
    assert.deepEqual(await found(`?text=${encodeURIComponent('.*')}`), [])
    assert.deepEqual(await found(`?text=${encodeURIComponent('\\')}`), [])
    assert.deepEqual(await found(`?from=${at('10:30')}&to=${at('11:30')}`), ['Kip wrote'])
    assert.deepEqual(await found('?from=2026-03-01T13:00%2B02:00&to=2026-03-01T11:30Z'), [
      'Kip wrote',
    ])
  })

  test('says at the field what cannot be asked for', async ({ client, assert }) => {
    const query =
      '?groups[]=all&source=hearsay&viewer=a%20b&from=soon&to=20260-01-01&after=last&text=' +
      'x'.repeat(101)
    ;(await ask(client, `events/lines${query}`)).assertStatus(422)
    const response = await client
      .get(`/streamers/${stage.streamer.id}/events${query}`)
      .loginAs(await User.findOrFail(stage.streamer.id))
      .withInertia()
    response.assertStatus(422)
    const { problems, page: none } = response.body().props
    assert.sameMembers(Object.keys(problems), [
      'groups',
      'source',
      'viewer',
      'from',
      'to',
      'after',
      'text',
    ])
    assert.isNull(none)

    const backwards = await ask(client, 'events/lines?from=2026-03-02T00:00&to=2026-03-01T00:00')
    backwards.assertStatus(422)
    assert.equal(backwards.body().message, 'It ends before it begins.')
  })

  test('names nobody who hides or was erased, and finds them by nothing', async ({
    client,
    assert,
  }) => {
    const sql = testSql()
    const gone = someone('Gone')
    await known(sql, vera, { isHidden: true })
    await known(sql, gone, { isErased: true })
    const hidden = await chat(sql, channel, vera, 'a secret word', at('10:00:00'))
    await chat(sql, channel, gone, 'another word', at('11:00:00'))

    const { lines } = await page(client)
    assert.deepEqual(
      lines.map(({ who, viewerId, quote }) => [who, viewerId, quote]),
      [
        ['A viewer', null, null],
        ['A viewer', null, 'a secret word'],
      ]
    )
    for (const query of ['?viewer=vera', '?viewer=gone', '?text=vera', '?text=word']) {
      assert.isEmpty(read(await page(client, query)), query)
    }
    const raw = (await ask(client, `events/${hidden}`)).body()
    assert.deepInclude(raw, { isWithheld: true, payload: null, rawPayload: null })
  })

  test('shows an event as it is stored, and as it came', async ({ client, assert }) => {
    const viewerId = await known(testSql(), vera)
    const id = await channelEvent(testSql(), channel, {
      kind: 'cheer',
      userId: vera.id,
      payload: { viewer: vera, bits: 1_200, message: '<b>hi</b>' },
      raw: { bits: 1_200, message: '<b>hi</b>' },
    })
    const { lines } = await page(client)
    assert.deepInclude(lines[0], { viewerId, what: 'cheered 1,200 bits', quote: '<b>hi</b>' })
    const raw = (await ask(client, `events/${id}`)).body()
    assert.deepInclude(raw, { kind: 'cheer', version: 1, isWithheld: false })
    assert.deepEqual(raw.rawPayload, { bits: 1_200, message: '<b>hi</b>' })
    assert.deepInclude(raw.payload, { bits: 1_200 })
  })

  test('names what another version of the app has stored', async ({ client, assert }) => {
    const sql = testSql()
    const id = await chat(sql, channel, vera, 'hello')
    await sql.run('UPDATE channel_events SET version = 2 WHERE id = $1', [id])
    const { lines } = await page(client)
    assert.equal(lines[0]?.what, 'Something this version cannot tell of: chat message')
  })

  test('a search looks into so many at once, says how far it came, and goes on', async ({
    assert,
  }) => {
    const sql = testSql()
    await chat(sql, channel, vera, 'the needle', at('00:00:00'))
    await sql.run(
      `INSERT INTO channel_events (channel_id, kind, source, message_id, event_key, payload,
         created_at, received_at)
       SELECT $1, 'chat_message', 'twitch.eventsub', n::text, n::text, $2::jsonb,
         $3::timestamptz + make_interval(secs => n), now()
       FROM generate_series(1, ${SIFTED + 500}) AS n`,
      [channel, JSON.stringify({ chatter: kip, text: 'hay', badges: [] }), at('01:00:00')]
    )

    const first = await eventFeed(sql, channel, { text: 'needle' })
    assert.isEmpty(first.lines)
    assert.equal(first.searchedTo, '2026-03-01T01:08:21.000Z')
    const second = await eventFeed(sql, channel, {
      text: 'needle',
      after: first.next ?? undefined,
    })
    assert.deepEqual(read(second), ['Vera wrote'])
    assert.isNull(second.next)

    const many = await eventFeed(sql, channel, { text: 'hay' })
    assert.lengthOf(many.lines, 50)
    assert.isNull(many.searchedTo)
    assert.equal(many.next, many.lines.at(-1)?.id)
  })
})
