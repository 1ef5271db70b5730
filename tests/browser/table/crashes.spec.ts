import { test } from '@japa/runner'
import type { CommandType } from '#foundry/protocol'
import { crash } from '#tests/support/table/page_faults'
import { isNote, TableLine } from '#tests/support/table/table_line'
import {
  ARIA,
  GENERATIONS,
  GOBLIN,
  hitPointsOf,
  TableStage,
} from '#tests/support/table/table_stage'
import type { TabletopState } from '#tests/support/tabletop'

const CONFETTI = 'macroConfetti001'
const THUNDER = 'playlistStorm001.soundThunder0001'

type Rolled = { messageId: string }

interface Kind {
  type: CommandType
  payload: (rolled: Rolled) => object
  /** How often it took effect. */
  effects: (state: TabletopState) => number
  /** Its effect is seen afterwards: interrupted after it, it is done, not uncertain. */
  isTraceable: boolean
}

const actorOf = ({ actors }: TabletopState) => actors.find(({ id }) => id === ARIA)
const saying = (text: string) => (state: TabletopState) =>
  state.messages.filter(({ content }) => content === text).length
const goldOf = (state: TabletopState): number => {
  const system: { currency?: { gp?: number } } = actorOf(state)?.system ?? {}
  return system.currency?.gp ?? Number.NaN
}

/** Every command that has an effect, in a world where Aria has 20 hit points and 10 gold. */
const KINDS: Kind[] = [
  {
    type: 'chat.send',
    payload: () => ({ text: 'Hello', as: 'gm' }),
    effects: saying('Hello'),
    isTraceable: true,
  },
  {
    type: 'gm.whisper',
    payload: () => ({ text: 'Psst' }),
    effects: saying('Psst'),
    isTraceable: true,
  },
  {
    type: 'roll.invert',
    payload: ({ messageId }) => ({ messageId, rollIndex: 0, reason: '' }),
    effects: ({ messages }) => messages.filter(({ rolls }) => rolls[0]?.total === 8).length,
    isTraceable: true,
  },
  {
    type: 'stat.modify',
    payload: () => ({ actorId: ARIA, delta: -2 }),
    effects: ({ actors }) => (20 - hitPointsOf(actors, ARIA)) / 2,
    isTraceable: false,
  },
  {
    type: 'stat.modify',
    payload: () => ({ actorId: ARIA, path: 'currency.gp', delta: 5 }),
    effects: (state) => (goldOf(state) - 10) / 5,
    isTraceable: false,
  },
  {
    type: 'status.apply',
    payload: () => ({ actorId: ARIA, status: 'prone' }),
    effects: (state) => actorOf(state)?.statuses.length ?? Number.NaN,
    isTraceable: false,
  },
  {
    type: 'token.spawn',
    payload: () => ({ actorId: GOBLIN, count: 3, text: 'Goblins!' }),
    effects: ({ scene }) => (scene.tokens.length - 4) / 3,
    isTraceable: true,
  },
  {
    type: 'sound.play',
    payload: () => ({ soundId: THUNDER }),
    effects: ({ sounds }) => sounds.filter((name) => name === 'Thunder').length,
    isTraceable: false,
  },
  {
    type: 'macro.run',
    payload: () => ({ macroId: CONFETTI }),
    effects: ({ sounds }) => sounds.filter((name) => name === 'Confetti').length,
    isTraceable: false,
  },
]

/** When the page dies, and how often the command has taken effect by then. */
const DEATHS = [
  { moment: 'before its effect', effects: 0 },
  { moment: 'between its effect and the note of it', effects: 1 },
  { moment: 'before the server hears of it', effects: 1 },
  { moment: 'before it hears that the server knows', effects: 1 },
] as const
type Moment = (typeof DEATHS)[number]['moment']

test.group('The table | crashes', (group) => {
  let stage: TableStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  const isResult = (path: string) => /^\/commands\/.+\/result/.test(path)

  /** Resolves when the moment has come, in which nothing leaves the page any more. */
  function moment(line: TableLine, when: Moment): Promise<void> {
    const come = Promise.withResolvers<void>()
    let isOver = false
    const end = (isDue: boolean) => {
      if (isDue) come.resolve()
      isOver ||= isDue
      return isDue
    }
    let hasActed = false
    line.passes = (written) => {
      hasActed ||= !isNote(written)
      const isBefore = !isNote(written) && when === 'before its effect'
      const isBetween = isNote(written) && hasActed && when.startsWith('between')
      return !isOver && !end(isBefore || isBetween)
    }
    stage.way.leaves = (path) => !end(isResult(path) && when === 'before the server hears of it')
    stage.way.arrives = (path) =>
      !end(isResult(path) && when === 'before it hears that the server knows')
    return come.promise
  }

  test(
    'generation {$self}: each command takes effect once, or is uncertain, whenever the page dies'
  )
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      await stage.begin({ generation })
      const context = await stage.person()
      const line = await TableLine.of(context)
      let { page } = await stage.gm('gm', context)
      await page.evaluate((id) => {
        localStorage.setItem('crowdcrit.macros', JSON.stringify({ ids: [id] }))
      }, CONFETTI)
      const roll = { user: 'ada', actor: ARIA, natural: 20 }
      const { _id: messageId } = await stage.tabletop.roll(roll)

      for (const [index, kind] of KINDS.entries()) {
        const { moment: when, effects } =
          DEATHS[(index + 2 * generation) % DEATHS.length] ?? DEATHS[0]
        const what = `${kind.type} ${when}`
        const count = async () => kind.effects(await stage.tabletop.state())
        await stage.says(page, 'in charge')
        assert.equal(await count(), 0, what)
        const come = moment(line, when)
        const id = await stage.order(kind.type, kind.payload({ messageId }))
        await come
        await crash(page)
        line.passes = stage.way.leaves = stage.way.arrives = () => true
        assert.equal(await count(), effects, what)

        page = await stage.tab({ context })
        const { status } = await stage.outcome(id)
        const isUncertain =
          when.startsWith('before its') || (when.startsWith('between') && !kind.isTraceable)
        assert.equal(status, isUncertain ? 'uncertain' : 'done', what)
        assert.equal(await count(), effects, what)
      }

      // A page that comes up once more does nothing of it again.
      const before = await stage.documents()
      await page.reload()
      await stage.openWindow(page)
      await stage.says(page, 'in charge')
      await stage.outcome(await stage.order('world.query', { what: 'actors' }))
      assert.deepEqual(await stage.documents(), before)
      assert.deepEqual(stage.problems, [])
    })
})
