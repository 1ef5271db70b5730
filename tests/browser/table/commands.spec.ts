import { test } from '@japa/runner'
import type { CommandType } from '#foundry/protocol'
import { ARIA, GENERATIONS, GOBLIN, TableStage } from '#tests/support/table/table_stage'

const THUNDER = 'playlistStorm001.soundThunder0001'
const CONFETTI = 'macroConfetti001'

interface Ordered {
  type: CommandType
  payload: object
  isDryRun?: boolean
  /** Status and code. */
  ends: [string, string?]
}

/** Carried out in this order. */
const ORDERS: Ordered[] = [
  { type: 'stat.modify', payload: { actorId: ARIA, delta: -7 }, ends: ['done'] },
  { type: 'status.apply', payload: { actorId: ARIA, status: 'prone' }, ends: ['done'] },
  {
    type: 'token.spawn',
    payload: { actorId: GOBLIN, count: 5, text: 'More <i>goblins</i>' },
    ends: ['done'],
  },
  { type: 'sound.play', payload: { soundId: THUNDER }, ends: ['done'] },
  { type: 'gm.whisper', payload: { text: 'For your eyes only' }, ends: ['done'] },
  {
    type: 'chat.send',
    payload: { text: 'Hear, hear', as: 'alias', alias: 'Chat' },
    ends: ['done'],
  },
  {
    type: 'chat.send',
    payload: { text: 'Only a rehearsal', as: 'gm' },
    isDryRun: true,
    ends: ['done', 'dry_run'],
  },
  {
    type: 'stat.modify',
    payload: { actorId: ARIA, path: 'details.level', delta: 1 },
    ends: ['failed', 'path_not_allowed'],
  },
  { type: 'macro.run', payload: { macroId: CONFETTI }, ends: ['failed', 'macro_not_allowed'] },
  {
    type: 'sound.play',
    payload: { soundId: 'https://evil.example/a.mp3' },
    ends: ['failed', 'bad_payload'],
  },
  { type: 'world.query', payload: { what: 'statuses' }, ends: ['done'] },
]

test.group('The table | commands', (group) => {
  let stage: TableStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  test('generation {$self}: in order, within bounds, and seen by those whom they concern')
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      await stage.begin({ generation })
      const gm = await stage.gm()
      const player = await stage.player()
      await stage.says(gm.page, 'in charge')
      const ids: string[] = []
      for (const { type, payload, isDryRun } of ORDERS) {
        ids.push(await stage.order(type, payload, { isDryRun }))
      }

      const outcomes = []
      for (const id of ids) outcomes.push(await stage.outcome(id))
      assert.deepEqual(
        outcomes.map(({ status, result }) => [status, result?.code ?? undefined]),
        ORDERS.map(({ ends: [status, code] }) => [status, code])
      )
      assert.deepInclude(outcomes[0]?.result, { before: 20, after: 13 })
      assert.deepInclude(outcomes.at(-1)?.result?.after, { total: 3 })

      for (const page of [gm.page, player]) {
        await page.getByTestId(`token-${ARIA}`).getByText('13/24 HP, Prone').waitFor()
        await page.getByText('More <i>goblins</i>').waitFor()
        await page.getByText('Hear, hear').waitFor()
        assert.equal(await page.getByTestId('placed-token').count(), 5)
      }
      await gm.page.getByText('For your eyes only').waitFor()
      assert.equal(await player.getByText('For your eyes only').count(), 0)
      const { sounds, messages } = await stage.tabletop.state()
      assert.deepEqual(sounds, ['Thunder'])
      assert.lengthOf(messages, 3)

      // What the module itself wrote is no roll and is told to nobody.
      await stage.tabletop.roll({ user: 'ada', actor: ARIA, natural: 20 })
      assert.lengthOf(await stage.untilRolls(1), 1)
      assert.deepEqual(stage.problems, [])
    })
})
