import { test } from '@japa/runner'
import { sql } from '#tests/functional/foundry/support'
import { ARIA, GENERATIONS, TableStage } from '#tests/support/table/table_stage'
import { until } from '#tests/support/until'

const MODULES = [
  { age: 'older', protocol: 0, words: 'too old for the server' },
  { age: 'newer', protocol: 2, words: 'newer than the server' },
] as const
const CASES = GENERATIONS.flatMap((generation) => MODULES.map((one) => ({ generation, ...one })))

test.group('The table | versions and expiry', (group) => {
  let stage: TableStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  const say = (text: string, options = {}) => stage.order('chat.send', { text, as: 'gm' }, options)
  const said = async () => {
    const { messages } = await stage.tabletop.state()
    return messages.map(({ content }) => content).filter((text) => text !== '')
  }

  /** What is on its way to the table. */
  const handedOut = () =>
    sql().run<{ isOver: boolean }>(
      `SELECT expires_at < clock_timestamp() AS "isOver" FROM foundry_commands
       WHERE campaign_id = $1 AND status = 'delivered'`,
      [stage.paired.campaign.id]
    )

  test(
    'generation {generation}: a module {age} than the server says so, does nothing, and is updated'
  )
    .with(CASES)
    .run(async ({ assert }, { generation, protocol, words }) => {
      await stage.begin({ generation })
      const context = await stage.person()
      await context.route('**/api/foundry/v1/hello', (route, request) =>
        route.continue({ postData: { ...Object(request.postDataJSON()), protocol } })
      )
      const { page } = await stage.gm('gm', context)
      await stage.says(page, words)
      const waiting = await say('For an updated module')
      await stage.tabletop.roll({ user: 'ada', actor: ARIA, natural: 20 })
      await page.getByTestId('total').waitFor()
      assert.equal((await stage.stateOf(waiting)).status, 'queued')
      assert.deepEqual(stage.way.to('/commands'), [])
      assert.deepEqual(stage.way.to('/events'), [])

      await context.unroute('**/api/foundry/v1/hello')
      await page.reload()
      assert.equal((await stage.outcome(waiting)).status, 'done')
      await stage.untilRolls(1)
      assert.deepEqual(stage.problems, [])
    })

  test('generation {$self}: what a newer server orders is unsupported, and nothing else suffers')
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      await stage.begin({ generation })
      const { page } = await stage.gm()
      await stage.says(page, 'in charge')
      const unknown = await stage.orderStrange('weather.change', { to: 'rain' })
      const known = await say('As ever')
      assert.equal((await stage.outcome(unknown)).status, 'unsupported')
      assert.equal((await stage.outcome(known)).status, 'done')
      assert.deepEqual(await said(), ['As ever'])
      assert.deepEqual(stage.problems, [])
    })

  test('generation {$self}: an expired command is not executed')
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      await stage.begin({ generation })
      const { page } = await stage.gm()
      await stage.says(page, 'in charge')
      await say('In time').then((id) => stage.outcome(id))

      // It is handed out in time and arrives when it is over.
      const over = Promise.withResolvers<void>()
      stage.way.arrives = async (path) => {
        if (path.startsWith('/commands?') && (await handedOut()).length > 0) await over.promise
        return true
      }
      const late = await say('Too late', { expiresInSeconds: 1 })
      await until('it is over', async () => {
        const [command] = await handedOut()
        return command?.isOver
      })
      over.resolve()
      const { status, result } = await stage.outcome(late)
      assert.deepEqual([status, result?.code], ['expired', 'expired'])
      stage.way.arrives = () => true

      // One that nobody fetched in time is not handed out at all.
      await stage.tabletop.switch({ network: 'dropped' })
      const missed = await say('Nobody came', { expiresInSeconds: 0 })
      await stage.tabletop.switch({ network: 'up' })
      const next = await say('In time again')
      assert.equal((await stage.outcome(next)).status, 'done')
      assert.equal((await stage.stateOf(missed)).status, 'queued')
      assert.deepEqual(await said(), ['In time', 'In time again'])
      assert.deepEqual(stage.problems, [])
    })
})
