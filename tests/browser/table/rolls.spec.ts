import { test } from '@japa/runner'
import { ARIA, GENERATIONS, TableStage } from '#tests/support/table/table_stage'
import { EXTREMES, SYSTEMS } from '../../../simulators/tabletop/shared.ts'

const HIDDEN = ['gm', 'blind', 'self'] as const
const CASES = GENERATIONS.flatMap((generation) => SYSTEMS.map((system) => ({ generation, system })))
/** How long the stand-in's dice roll, and how long the module waits when they never rest. */
const ANIMATIONS = [
  { dice: 'on', tooEarly: 1_000, enough: 1_000 },
  { dice: 'stuck', tooEarly: 7_000, enough: 2_000 },
] as const

test.group('The table | rolls', (group) => {
  let stage: TableStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  test(
    'generation {generation}, {system}: criticals arrive, hidden, blind and whispered rolls never leave'
  )
    .with(CASES)
    .run(async ({ assert }, { generation, system }) => {
      await stage.begin({ generation, system })
      const { page } = await stage.gm()
      await stage.says(page, 'in charge')

      const { best, worst } = EXTREMES[system]
      const secret: string[] = []
      const roll = (user: string, natural: number, mode: 'public' | (typeof HIDDEN)[number]) =>
        stage.tabletop.roll({ user, actor: ARIA, natural, mode })
      for (const mode of HIDDEN) {
        for (const user of ['gm', 'ada']) secret.push((await roll(user, best, mode))._id)
      }
      const first = await roll('ada', best, 'public')
      // Whatever a tab that has just come up looks through.
      await page.reload()
      await page.locator('html[data-ready]').waitFor()
      for (const mode of HIDDEN) secret.push((await roll('ada', worst, mode))._id)
      const second = await roll('gm', worst, 'public')

      const rolls = await stage.untilRolls(2)
      assert.deepEqual(
        rolls.map(({ message_id: id, natural, critical }) => [id, natural, critical]),
        [
          [first._id, best, 'success'],
          [second._id, worst, 'failure'],
        ]
      )
      const told = stage.way.passed.map(({ body, path }) => path + body).join('\n')
      assert.include(told, first._id)
      for (const id of secret) assert.notInclude(told, id)

      // Nor can one be turned: that would tell of it.
      const [id] = secret
      const order = await stage.order('roll.invert', { messageId: id, rollIndex: 0, reason: '' })
      const { status, result } = await stage.outcome(order)
      assert.deepEqual([status, result?.code], ['failed', 'roll_hidden'])
      assert.deepEqual(stage.problems, [])
    })

  test('generation {generation}: the server hears of a roll when the dice rest ({dice})')
    .with(GENERATIONS.flatMap((generation) => ANIMATIONS.map((one) => ({ generation, ...one }))))
    .run(async ({ assert }, { generation, dice, tooEarly, enough }) => {
      await stage.begin({ generation, dice })
      const context = await stage.person()
      await context.clock.install()
      const { page } = await stage.gm('gm', context)
      await stage.says(page, 'in charge')
      await page.clock.pauseAt(Date.now() + 60_000)
      await stage.says(page, 'in charge')

      await stage.tabletop.roll({ user: 'ada', actor: ARIA, natural: 20 })
      await page.getByTestId('total').waitFor()
      await page.clock.runFor(tooEarly)
      assert.deepEqual(stage.way.to('/events'), [])
      await page.clock.runFor(enough)
      await stage.untilRolls(1)
    })
})
