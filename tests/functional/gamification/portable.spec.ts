import fc from 'fast-check'
import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import { EVENT_TEMPLATES } from '#gamification/events/event_templates'
import { emptyDatabase } from '#tests/support/database'
import { createStage, createStreamer, createUser, testSql } from '#tests/support/fixtures'

const MUTATED = 200

async function send(client: ApiClient, who: string, path: string, body: object = {}) {
  // More often than a person may.
  await limiter.clear()
  return client
    .post(path)
    .accept('json')
    .redirects(0)
    .withCsrfToken()
    .loginAs(await User.findOrFail(who))
    .json(body)
}

async function exported(client: ApiClient, who: string, campaignId: string) {
  const response = await client
    .get(`/campaigns/${campaignId}/export.json`)
    .loginAs(await User.findOrFail(who))
  response.assertStatus(200)
  return response
}

/** A campaign with every template, some of it on, tuned and archived, and a rule for rolls. */
async function rich(client: ApiClient) {
  const stage = await createStage(testSql())
  const base = `/campaigns/${stage.campaignId}`
  for (const { event } of EVENT_TEMPLATES) {
    const response = await send(client, stage.ownerId, `${base}/events`, event)
    response.assertStatus(302)
  }
  await testSql().run(
    `INSERT INTO campaign_configs (event_id, is_enabled, cost, coefficient)
     SELECT id, true, 777, 0.25 FROM gamification_events WHERE campaign_id = $1
     ORDER BY created_at LIMIT 2
     ON CONFLICT (event_id) DO UPDATE SET cost = 777, coefficient = 0.25`,
    [stage.campaignId]
  )
  await testSql().run(
    `UPDATE gamification_events SET archived_at = now()
     WHERE id = (SELECT id FROM gamification_events WHERE campaign_id = $1
                 ORDER BY created_at DESC LIMIT 1)`,
    [stage.campaignId]
  )
  await testSql().run(
    `INSERT INTO foundry_roll_rules (campaign_id, rules) VALUES ($1, $2::jsonb)`,
    [
      stage.campaignId,
      JSON.stringify([
        {
          name: 'Two sixes',
          result: 'success',
          faces: 6,
          kind: 'any',
          keptOnly: true,
          comparison: 'is',
          value: 6,
          count: 2,
          doubles: false,
        },
      ]),
    ]
  )
  return stage
}

const idFrom = (location: string | undefined) => /campaigns\/([\w-]{36})/.exec(location ?? '')?.[1]

/** Everything a campaign is made of, with how much of it there is. */
async function amounts() {
  const [row] = await testSql().run<Record<string, number>>(
    `SELECT (SELECT count(*) FROM campaigns) AS campaigns,
       (SELECT count(*) FROM campaign_members) AS members,
       (SELECT count(*) FROM gamification_events) AS events,
       (SELECT count(*) FROM campaign_configs) AS configs,
       (SELECT count(*) FROM foundry_roll_rules) AS rules`
  )
  return row
}

test.group('A campaign as a file', (group) => {
  group.each.setup(() => emptyDatabase())

  test('exported, wiped and imported it is the same', async ({ client, assert }) => {
    const stage = await rich(client)
    const file = await exported(client, stage.ownerId, stage.campaignId)
    assert.match(file.header('content-disposition') ?? '', /attachment; filename="[\w-]+\.json"/)
    assert.notInclude(file.text(), stage.streamer.login)
    await testSql().run('DELETE FROM campaigns')

    const response = await send(client, stage.ownerId, '/campaigns/import', { file: file.text() })
    response.assertStatus(302)

    const id = idFrom(response.header('location'))
    assert.isDefined(id)
    assert.notEqual(id, stage.campaignId)
    const again = await exported(client, stage.ownerId, String(id))
    assert.deepEqual(JSON.parse(again.text()), JSON.parse(file.text()))
    assert.isAbove(JSON.parse(again.text()).events.length, 3)
  })

  test('its events go into another campaign, switched off', async ({ client, assert }) => {
    const stage = await rich(client)
    const { events } = JSON.parse((await exported(client, stage.ownerId, stage.campaignId)).text())
    const other = await createStage(testSql())
    const text = (await exported(client, stage.ownerId, stage.campaignId)).text()

    const path = `/campaigns/${other.campaignId}/events/import`
    const response = await send(client, other.ownerId, path, { file: text })

    response.assertStatus(302)
    const after = JSON.parse((await exported(client, other.ownerId, other.campaignId)).text())
    const added = after.events.slice(1)
    const current = events.filter(({ isArchived }: { isArchived: boolean }) => !isArchived)
    assert.deepEqual(
      added.map(({ name }: { name: string }) => name),
      current.map(({ name }: { name: string }) => name)
    )
    assert.isTrue(added.every(({ isEnabled }: { isEnabled: boolean }) => !isEnabled))
  })

  test('each fault is named with its place, and nothing is imported', async ({
    client,
    assert,
  }) => {
    const stage = await rich(client)
    const file = JSON.parse((await exported(client, stage.ownerId, stage.campaignId)).text())
    file.events[0].cost = 0
    file.events[1].actionId = 'long_gone'
    const before = await amounts()

    const broken = (part: object) =>
      send(client, stage.ownerId, '/campaigns/import', {
        file: JSON.stringify({ ...file, ...part }),
      })
    const first = await broken({})
    const [, second] = file.events
    const unknown = await broken({ events: [second] })
    const newer = await broken({ version: 99 })
    const none = await send(client, stage.ownerId, '/campaigns/import', { file: 'no JSON' })

    const faults = [first, unknown, newer, none].map((response) => {
      response.assertStatus(422)
      return response.body().errors.map(({ field }: { field: string }) => field)
    })
    assert.deepEqual(faults, [
      ['events.0.cost'],
      ['events.0.actionId'],
      ['version', 'events.0.cost'],
      ['file'],
    ])
    assert.deepEqual(await amounts(), before)
  })

  test('altered at random it is imported whole, or not at all', async ({ client, assert }) => {
    const stage = await rich(client)
    const file = JSON.parse((await exported(client, stage.ownerId, stage.campaignId)).text())
    const paths = pathsOf(file)
    const counts = { taken: 0, refused: 0 }

    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.oneof(
          fc.constantFrom('remove', 'a\u0000b', '\ud800', '‮', '<img onerror=x>', '__proto__'),
          fc.anything({ withNullPrototype: false, maxDepth: 3 }),
          fc.string({ maxLength: 2_000 }),
          fc.double()
        ),
        async (path, value) => {
          const before = await amounts()
          const text = altered(file, path, value)
          const response = await send(client, stage.ownerId, '/campaigns/import', { file: text })
          const after = await amounts()

          if (response.status() === 302) {
            counts.taken += 1
            const { events } = JSON.parse(text)
            assert.equal(Number(after?.campaigns), Number(before?.campaigns) + 1)
            assert.equal(Number(after?.events), Number(before?.events) + events.length)
            await testSql().run('DELETE FROM campaigns WHERE id = $1', [
              idFrom(response.header('location')) ?? null,
            ])
          } else {
            counts.refused += 1
            assert.equal(response.status(), 422, `${path.join('.')}: ${response.text()}`)
            assert.deepEqual(after, before)
          }
        }
      ),
      { numRuns: MUTATED, seed: 6 }
    )
    assert.equal(counts.taken + counts.refused, MUTATED)
    assert.isAbove(counts.refused, 20)
    assert.isAbove(counts.taken, 5)
  }).timeout(60_000)

  test('an event is copied, switched off', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    const path = `/campaigns/${stage.campaignId}/events/${stage.eventId}/duplicate`

    const response = await send(client, stage.ownerId, path)

    response.assertStatus(302)
    const { events } = JSON.parse((await exported(client, stage.ownerId, stage.campaignId)).text())
    assert.lengthOf(events, 2)
    const [original, copy] = events
    assert.deepEqual(copy, {
      ...original,
      name: `${original.name} (copy)`,
      isEnabled: false,
      tuning: null,
    })
  })

  test('is for its GMs alone', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    const stranger = { id: await createUser(testSql()) }
    const get = async (who: string) => {
      const response = await client
        .get(`/campaigns/${stage.campaignId}/export.json`)
        .loginAs(await User.findOrFail(who))
      return response.status()
    }
    assert.equal(await get(stranger.id), 404)
    assert.equal(await get(stage.streamer.id), 403)

    for (const path of ['events/import', `events/${stage.eventId}/duplicate`]) {
      const address = `/campaigns/${stage.campaignId}/${path}`
      const asStranger = await send(client, stranger.id, address, { file: '{}' })
      asStranger.assertStatus(404)
      const asStreamer = await send(client, stage.streamer.id, address, { file: '{}' })
      asStreamer.assertStatus(403)
    }
    const { campaignId } = await createStage(testSql())
    const foreign = `/campaigns/${campaignId}/events/${stage.eventId}/duplicate`
    const elsewhere = await send(client, stage.ownerId, foreign)
    elsewhere.assertStatus(404)
  })

  test('whoever may not create campaigns imports none', async ({ client }) => {
    const { id } = await createStreamer(testSql(), { viewers: 1 })
    await testSql().run(
      `INSERT INTO access_settings (id, sign_in, create_campaigns) VALUES (1, 'everybody', 'list')
       ON CONFLICT (id) DO UPDATE SET create_campaigns = 'list'`
    )
    const response = await send(client, id, '/campaigns/import', { file: '{}' })
    await testSql().run(`UPDATE access_settings SET create_campaigns = 'everybody'`)
    response.assertStatus(403)
  })
})

test.group('Text from a form', (group) => {
  group.each.setup(() => emptyDatabase())

  test('what no database can store is left out', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    const deep = JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`)
    const response = await send(client, stage.ownerId, '/campaigns', {
      name: 'Em\u0000ber\ud800fall',
      description: 'Of fire',
      visibility: 'public',
      fallbackViewers: 3,
      deep,
    })

    assert.equal(response.status(), 302, response.text())
    const [row] = await testSql().run<{ name: string }>(
      `SELECT name FROM campaigns WHERE id = $1`,
      [idFrom(response.header('location')) ?? null]
    )
    assert.equal(row?.name, 'Ember\ufffdfall')
  })
})

type Path = (string | number)[]

/** Of every value in it, however deep. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) {
    return [path]
  }
  const inner = Object.entries(value).flatMap(([key, entry]) =>
    pathsOf(entry, [...path, Array.isArray(value) ? Number(key) : key])
  )
  return path.length === 0 ? inner : [path, ...inner]
}

function altered(file: object, path: Path, value: unknown): string {
  const copy = structuredClone(file)
  const key = path.at(-1) ?? ''
  const parent = path.slice(0, -1).reduce<object>((at, step) => Reflect.get(at, step), copy)
  if (value === 'remove') {
    Reflect.deleteProperty(parent, key)
  } else {
    Reflect.set(parent, key, value)
  }
  return JSON.stringify(copy, (_key, entry: unknown) =>
    typeof entry === 'bigint' ? String(entry) : entry
  )
}
