import { test } from '@japa/runner'
import User from '#accounts/user'
import { emptyDatabase } from '#tests/support/database'
import { createUser, testSql } from '#tests/support/fixtures'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { partOf, PollStage, QUESTION, stateOf } from './poll_stage.js'

const FIRST = 'options.0'

test.group('Polls | pages', (group) => {
  let simulator: TwitchSimulator
  let stage: PollStage
  let gm: User

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: 'mira', broadcasterType: 'affiliate' }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
    stage = await PollStage.open(simulator, [{ login: 'mira', features: ['chat'] }])
    gm = await User.findOrFail(stage.ownerId)
  })

  const url = (path = '') => `/campaigns/${stage.campaignId}/polls${path}`

  test('a GM asks, and sees it', async ({ client, assert }) => {
    const asked = await client
      .post(url())
      .json({ ...QUESTION, question: '  What\u202e now?\u0000 ' })
      .accept('json')
      .withCsrfToken()
      .loginAs(gm)
      .redirects(0)
    asked.assertStatus(302)

    const page = await client.get(url()).loginAs(gm).withInertia()
    page.assertStatus(200)
    const { polls, mayManage, voters } = page.inertiaProps as Record<string, any>
    assert.isTrue(mayManage)
    assert.deepEqual(
      voters.map((voter: any) => [voter.streamer, voter.method]),
      [['mira', 'chat']]
    )
    assert.equal(polls[0].question, 'What now?')
    assert.equal(polls[0].status, 'running')
  })

  test('hostile options are text', async ({ client, assert }) => {
    const options = ['<b onclick=1>x</b>', "'); DROP TABLE a", '{"a":1},{b}\\"']
    await client
      .post(url())
      .json({ ...QUESTION, options })
      .withCsrfToken()
      .loginAs(gm)
      .redirects(0)
    const [poll] = await testSql().run<{ id: string }>('SELECT id FROM polls')
    const state = await stateOf(poll?.id ?? '')
    assert.deepEqual(
      state.options.map(({ text }) => text),
      options
    )
    assert.equal((await partOf(state.id, 'mira')).votes.length, 3)
  })

  test('refused: {what}')
    .with([
      { what: 'no question', body: { question: ' ' }, field: 'question' },
      { what: 'a long question', body: { question: 'x'.repeat(61) }, field: 'question' },
      { what: 'one option', body: { options: ['a'] }, field: 'options' },
      { what: 'six options', body: { options: [...'abcdef'] }, field: 'options' },
      { what: 'an empty option', body: { options: ['\u200b', 'b'] }, field: FIRST },
      { what: 'a long option', body: { options: ['x'.repeat(26), 'b'] }, field: FIRST },
      { what: 'two that read the same', body: { options: ['Yes', 'yes'] }, field: 'options' },
      { what: 'too short', body: { durationSeconds: 14 }, field: 'durationSeconds' },
      { what: 'too long', body: { durationSeconds: 1801 }, field: 'durationSeconds' },
      { what: 'half a second', body: { durationSeconds: 15.5 }, field: 'durationSeconds' },
    ])
    .run(async ({ client, assert }, { body, field }) => {
      const answer = await client
        .post(url())
        .json({ ...QUESTION, ...body })
        .accept('json')
        .withCsrfToken()
        .loginAs(gm)
      answer.assertStatus(422)
      assert.include(
        answer.body().errors.map((error: { field: string }) => error.field),
        field
      )
    })

  test('a second poll, and ending what is over, are refused with a sentence', async ({
    client,
    assert,
  }) => {
    const id = await stage.ask()
    const post = (path = '') =>
      client.post(url(path)).json(QUESTION).accept('json').withCsrfToken().loginAs(gm)
    const again = await post()
    again.assertStatus(409)
    assert.match(again.body().errors[0].message, /A poll is running already/)
    await client
      .post(url(`/${id}/cancel`))
      .withCsrfToken()
      .loginAs(gm)
      .redirects(0)
    assert.equal((await stateOf(id)).status, 'cancelled')
    const over = await post(`/${id}/end`)
    over.assertStatus(409)
    const unknown = await post('/nonsense/end')
    unknown.assertStatus(404)
  })

  test('a poll of another campaign is none of mine', async ({ client, assert }) => {
    const id = await stage.ask()
    const other = await PollStage.open(simulator, [{ login: 'tarn' }])
    const owner = await User.findOrFail(other.ownerId)
    const answer = await client
      .post(`/campaigns/${other.campaignId}/polls/${id}/cancel`)
      .accept('json')
      .withCsrfToken()
      .loginAs(owner)
    answer.assertStatus(409)
    assert.equal((await stateOf(id)).status, 'running')
  })

  test('who asks a dozen times a minute has to wait', async ({ client, assert }) => {
    const user = await User.findOrFail(await createUser(testSql(), 'Hasty'))
    await testSql().run('UPDATE campaign_members SET user_id = $2 WHERE user_id = $1', [
      gm.id,
      user.id,
    ])
    const statuses: number[] = []
    for (let turn = 0; turn < 13; turn++) {
      const answer = await client
        .post(url())
        .json({ ...QUESTION, question: '' })
        .accept('json')
        .withCsrfToken()
        .loginAs(user)
      statuses.push(answer.status())
    }
    assert.equal(statuses.at(0), 422)
    assert.equal(statuses.at(-1), 429)
  })
})
