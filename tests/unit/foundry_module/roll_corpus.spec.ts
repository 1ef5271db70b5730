import { test } from '@japa/runner'
import { FakeWorld } from '../../support/foundry_module/fake_world.js'
import { rollCorpus, toView, type CorpusEntry } from '../../support/foundry_module/roll_corpus.js'
import { moduleConfig } from '../../../foundry_module/src/bridge/read_answers.ts'
import { RollReporter } from '../../../foundry_module/src/rolls/roll_reporter.ts'
import type { RollEvent } from '../../../app/foundry/protocol.ts'

const CASES = [
  'advantage',
  'disadvantage',
  'reroll',
  'bonus_dice',
  'several_rolls',
  'damage',
  'death_save',
  'degree_of_success',
  'hidden',
  'blind',
  'whispered',
  'edited_later',
]

/** What a system's rules do not know. */
const UNKNOWN: Record<string, string[]> = {
  generic: ['death_save'],
  wfrp4e: ['advantage', 'disadvantage', 'bonus_dice'],
  alienrpg: ['advantage', 'disadvantage'],
}

const corpus = rollCorpus()

/** Plays the message and its edits to a tab in charge; what the server is sent, request by request. */
async function play({ system, version = '99', rules = [], message, edits = [] }: CorpusEntry) {
  const world = new FakeWorld()
  world.system = system
  world.systemVersion = version
  const now = Date.now()
  const requests: RollEvent[][] = []
  const reporter = new RollReporter({
    world,
    config: () => ({ ...moduleConfig(null), rollRules: rules }),
    toServerTime: (time) => time,
    onReady: () => {},
  })
  const flush = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    await reporter.flush(async (events) => {
      requests.push(structuredClone(events))
      return { accepted: events.map(({ eventId }) => eventId), rejected: [] }
    })
  }

  reporter.created(toView(message, now), now)
  await flush()
  let current = message
  for (const edit of edits) {
    current = { ...current, ...edit }
    reporter.updated(toView(current, now), now)
    await flush()
  }
  return requests
}

test.group('Roll corpus', () => {
  test('has enough of every system and every case', ({ assert }) => {
    assert.isAtLeast(corpus.length, 150)
    for (const [system, entries] of Object.entries(Object.groupBy(corpus, (one) => one.system))) {
      assert.isAtLeast(entries?.length ?? 0, 15, system)
      for (const known of CASES.filter((name) => !UNKNOWN[system]?.includes(name))) {
        assert.isTrue(
          entries?.some((entry) => entry.case === known),
          `${system} has a message for ${known}`
        )
      }
    }
    assert.sameMembers(
      [...new Set(corpus.map(({ system }) => system))],
      ['generic', 'dnd5e', 'pf2e', 'sf2e', 'CoC7', 'wfrp4e', 'alienrpg']
    )
  })

  test('{file}: {says}')
    .with(corpus.filter(({ expected }) => expected.length > 0))
    .run(async ({ assert }, entry) => {
      const events = (await play(entry)).flat()
      const told = events.map(({ critical, natural }) => ({ critical, natural }))
      assert.deepEqual(told, entry.expected)
      assert.deepEqual(
        events.map(({ eventId }) => eventId),
        entry.expected.map((_, index) => `roll:${entry.message._id}:${index}`)
      )
    })

  test('makes no request of what is not for everybody: {file}: {says}')
    .with(corpus.filter(({ expected }) => expected.length === 0))
    .run(async ({ assert }, entry) => {
      assert.deepEqual(await play(entry), [])
    })
})
