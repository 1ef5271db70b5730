import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import User from '#accounts/user'
import { forgetLimits } from '#tests/functional/foundry/support'
import { openTable, roll } from '#tests/functional/gamification/game'
import { PlayingTable, runOut } from '#tests/functional/gamification/actions/playing_table'
import { createStage, testSql, type TestStage } from '#tests/support/fixtures'

async function ask(
  client: ApiClient,
  stage: TestStage,
  method: 'GET' | 'POST',
  path: string,
  body: object = {}
) {
  const request = client
    .request(`/campaigns/${stage.campaignId}/${path}`, method)
    .accept('json')
    .withCsrfToken()
    .loginAs(await User.findOrFail(stage.ownerId))
  return method === 'GET' ? request : request.json(body)
}

interface Part {
  commandId: string
  label: string
}

async function tryIt(client: ApiClient, stage: TestStage, actionId: string, settings: object) {
  const response = await ask(client, stage, 'POST', 'trials', {
    actionId,
    actionSettings: settings,
  })
  const { parts = [] }: { parts?: Part[] } = response.body()
  return { response, parts }
}

async function answers(client: ApiClient, stage: TestStage, parts: Part[]) {
  const ids = parts.map(({ commandId }) => commandId).join(',')
  const response = await ask(client, stage, 'GET', `trials?commands=${ids}`)
  return response.body().answers
}

const thunder = { actionId: 'play_sound', settings: { sound: { id: 'list.thunder', name: 'T' } } }

test.group('Trying an action', (group) => {
  group.each.setup(() => forgetLimits())

  test('asks the table, changes nothing, and shows what it says', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    const table = await PlayingTable.open(stage)

    const { parts } = await tryIt(client, stage, 'play_sound', thunder.settings)
    assert.deepEqual(
      parts.map(({ label }) => label),
      ['Play a sound']
    )
    assert.deepInclude((await answers(client, stage, parts))[0], { answer: null })
    const [command] = await table.play()

    assert.isTrue(command?.dryRun)
    assert.lengthOf(table.world.played, 0)
    assert.deepEqual(await answers(client, stage, parts), [
      { commandId: parts[0]?.commandId, isPossible: true, answer: 'The table can do it.' },
    ])
  })

  test('of a sequence asks about each part', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    const table = await PlayingTable.open(stage)
    const gone = { ...thunder, settings: { sound: { id: 'list.gone', name: 'Gone' } } }
    const steps = [thunder, gone].map((part) => ({ ...part, delaySeconds: 60 }))

    const { parts } = await tryIt(client, stage, 'custom', { steps })
    await table.play()

    const told: { isPossible: boolean; answer: string }[] = await answers(client, stage, parts)
    assert.deepEqual(
      told.map(({ isPossible, answer }) => [isPossible, answer]),
      [
        [true, 'The table can do it.'],
        [false, 'No playlist of this world has that sound.'],
      ]
    )
  })

  test('for a roll takes the last one, and says when there is none', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    await openTable(testSql(), stage.campaignId)

    const early = await tryIt(client, stage, 'dice_invert', {})
    await roll(stage)
    const { parts } = await tryIt(client, stage, 'dice_invert', {})

    assert.equal(early.response.status(), 409)
    assert.include(early.response.text(), 'There is no roll to invert.')
    assert.lengthOf(parts, 1)
  })

  test('without an answer says so', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    await PlayingTable.open(stage)
    const { parts } = await tryIt(client, stage, 'play_sound', thunder.settings)
    await runOut(stage.campaignId)

    assert.deepInclude((await answers(client, stage, parts))[0], {
      isPossible: false,
      answer: 'The table did not answer in time.',
    })
  })

  test('is refused with a sentence: {why}')
    .with([
      { why: 'Foundry is not connected', table: false, pause: null, settings: thunder.settings },
      { why: 'on a break', table: true, pause: 'break_since', settings: thunder.settings },
      { why: 'sound', table: true, pause: null, settings: {} },
    ])
    .run(async ({ client, assert }, { why, table, pause, settings }) => {
      const stage = await createStage(testSql(), {
        campaign: pause ? { [pause]: new Date() } : {},
      })
      if (table) await openTable(testSql(), stage.campaignId)

      const { response } = await tryIt(client, stage, 'play_sound', settings)
      assert.equal(response.status(), why === 'sound' ? 422 : 409)
      assert.include(response.text(), why)
    })

  test('of another campaign is not told', async ({ client, assert }) => {
    const [mine, theirs] = [await createStage(testSql()), await createStage(testSql())]
    await PlayingTable.open(theirs)
    const { parts } = await tryIt(client, theirs, 'play_sound', thunder.settings)

    assert.deepEqual(await answers(client, mine, parts), [])
    const nonsense = await ask(client, mine, 'GET', 'trials?commands=nonsense')
    assert.equal(nonsense.status(), 422)
  })
})

test.group('What a GM picks from', (group) => {
  group.each.setup(() => forgetLimits())

  test('{what} comes from the world, and is kept until it is asked again')
    .with([
      { what: 'actors', choice: { id: 'aria', name: 'Aria Thornwood' } },
      { what: 'statuses', choice: { id: 'prone', name: 'Prone' } },
      { what: 'sounds', choice: { id: 'list.thunder', name: 'Storm: Thunder' } },
      { what: 'macros', choice: { id: 'confetti', name: 'Confetti' } },
      { what: 'scenes', choice: { id: 'scene1', name: 'The road' } },
    ])
    .run(async ({ client, assert }, { what, choice }) => {
      const stage = await createStage(testSql())
      const path = `foundry/choices/${what}`
      const empty = await ask(client, stage, 'POST', path)
      assert.deepInclude(empty.body(), { world: 'none', choices: [], isAsking: false })

      const table = await PlayingTable.open(stage)
      table.world.settings.macros = { ids: ['confetti'] }
      const asked = await Promise.all([
        ask(client, stage, 'POST', path),
        ask(client, stage, 'POST', path),
      ])
      assert.deepInclude(asked[0].body(), { world: 'there', toldAt: null, isAsking: true })
      assert.lengthOf(await table.play(), 1, 'one question is enough')

      const told = await ask(client, stage, 'GET', path)
      assert.deepInclude(told.body(), { isAsking: false, problem: null })
      assert.deepInclude(told.body().choices, choice)

      await ask(client, stage, 'POST', path)
      await runOut(stage.campaignId)
      const late = await ask(client, stage, 'GET', path)
      assert.include(late.body().problem, 'did not answer')
      assert.deepInclude(late.body().choices, choice, 'what was told is still there')
    })

  test('characters come with the greeting', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    await PlayingTable.open(stage)
    const told = await ask(client, stage, 'GET', 'foundry/choices/characters')
    assert.deepEqual(told.body().choices, [{ id: 'hero', name: 'Ada' }])
  })

  test('nothing else is a list', async ({ client, assert }) => {
    const stage = await createStage(testSql())
    const response = await ask(client, stage, 'GET', 'foundry/choices/secrets')
    assert.equal(response.status(), 404)
  })
})

test.group('What the connected world can do', (group) => {
  group.each.setup(() => forgetLimits())

  test('is told in the editor: what it lacks, and which numbers it has', async ({
    client,
    assert,
  }) => {
    const stage = await createStage(testSql())
    const path = `/campaigns/${stage.campaignId}/events/new`
    const gm = await User.findOrFail(stage.ownerId)
    const actionsOf = async () => {
      const response = await client.get(path).withInertia().loginAs(gm)
      const list: {
        id: string
        unavailable: string | null
        fields: { path?: { enumNames: string[] } }
      }[] = response.inertiaProps.handlers.actions
      return Object.fromEntries(list.map((action) => [action.id, action]))
    }

    const unknown = await actionsOf()
    assert.isNull(unknown.play_sound?.unavailable)

    const table = await PlayingTable.open(stage)
    const before = await actionsOf()
    assert.isNull(before.play_sound?.unavailable)
    assert.include(before.stat_modify?.fields.path?.enumNames, 'Exhaustion')
    assert.notInclude(before.stat_modify?.fields.path?.enumNames, 'Sanity')

    await table.tab.hello({ capabilities: ['chat.send'] })
    const after = await actionsOf()
    assert.isNull(after.chat_message?.unavailable)
    assert.include(after.play_sound?.unavailable, 'cannot do this')
  })
})
