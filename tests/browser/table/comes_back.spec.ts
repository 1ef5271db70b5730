import { test } from '@japa/runner'
import { ARIA, GENERATIONS, TableStage } from '#tests/support/table/table_stage'
import { until } from '#tests/support/until'

const AWAY_MS = 300_000
const STEP_MS = 5_000

/** How a server is away, and what the GM reads meanwhile. */
const ABSENCES = [
  {
    name: 'gone',
    begin: (stage: TableStage) => stage.way.cut(),
    end: (stage: TableStage) => stage.way.mend(),
    words: 'cannot be reached',
  },
  {
    name: 'behind a proxy that answers 503',
    begin: (stage: TableStage) => stage.tabletop.switch({ network: '503' }),
    end: (stage: TableStage) => stage.tabletop.switch({ network: 'up' }),
    words: 'is in trouble',
  },
]
const CASES = GENERATIONS.flatMap((generation) =>
  ABSENCES.map((absence) => ({ generation, ...absence }))
)

test.group('The table | the server is away', (group) => {
  let stage: TableStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  test('generation {generation}: {name} for five minutes, and all is well again without a click')
    .with(CASES)
    .run(async ({ assert }, { generation, begin, end, words }) => {
      await stage.begin({ generation })
      const context = await stage.person()
      // The page's time is ours: it flows, and jumps where the test waits.
      await context.clock.install()
      const { page } = await stage.gm('gm', context)
      const player = await stage.player()
      await stage.says(page, 'in charge')
      const roll = (natural: number) => stage.tabletop.roll({ user: 'ada', actor: ARIA, natural })
      await roll(20)
      await stage.untilRolls(1)

      await begin(stage)
      for (let passed = 0; passed < AWAY_MS; passed += STEP_MS) {
        await page.clock.runFor(STEP_MS)
        // One that is too old to trigger anything by then, and one that is not.
        if (passed === STEP_MS * 6) await roll(1)
        // An attempt that the page's time has outrun says that nobody answers; the next one knows better.
        if (passed === STEP_MS * 45) {
          await until(`it says “${words}”`, async () => {
            await page.clock.runFor(STEP_MS)
            return page.getByTestId('crowdcrit-status').getByText(words).isVisible()
          })
        }
        if (passed === STEP_MS * 50) await roll(19)
      }
      const text = 'Said while nobody listened'
      const order = await stage.order('chat.send', { text, as: 'gm' })
      await stage.passLease(AWAY_MS / 1000)
      assert.equal((await stage.stateOf(order)).status, 'queued')

      await end(stage)
      await page.clock.runFor(30_000)
      await stage.says(page, 'in charge')
      const rolls = await stage.untilRolls(3)
      assert.deepEqual(
        rolls.map(({ natural, is_late: isLate }) => [natural, isLate]),
        [
          [20, false],
          [1, true],
          [19, false],
        ]
      )
      assert.equal((await stage.outcome(order)).status, 'done')
      await player.getByText(text).waitFor()
      assert.equal(await player.getByText(text).count(), 1)
      assert.deepEqual(stage.problems, [])
    })
})
