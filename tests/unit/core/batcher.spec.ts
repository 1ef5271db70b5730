import { test } from '@japa/runner'
import { setImmediate as turn } from 'node:timers/promises'
import { Batcher } from '#core/lane/batcher'
import { LaneStoppedError } from '#core/lane/errors'
import { Lane, type LaneSql } from '#core/lane/lane'

const SILENT = { warn: () => {}, error: () => {} }
const NO_SQL: LaneSql = { run: async () => [], later: () => {} }

/** Sends at once and commits when it is told to. */
class HeldLane extends Lane {
  #commits: PromiseWithResolvers<void>[] = []

  constructor() {
    super('', 'held')
  }

  override async transaction<Result>(work: (sql: LaneSql) => Promise<Result>, onSent?: () => void) {
    const commit = Promise.withResolvers<void>()
    this.#commits.push(commit)
    const result = await work(NO_SQL)
    onSent?.()
    await commit.promise
    return result
  }

  override async close(): Promise<void> {}

  async commit(): Promise<void> {
    this.#commits.shift()?.resolve()
    await turns()
  }
}

async function turns(): Promise<void> {
  for (let i = 0; i < 5; i++) await turn()
}

function held() {
  const lane = new HeldLane()
  const sizes: number[] = []
  const batcher = new Batcher<string, string>({
    lane,
    log: SILENT,
    name: 'test',
    maxBatch: 100,
    raced: [],
    take: async (_, items) => {
      sizes.push(items.length)
      return { outcomeOf: (key) => key }
    },
    park: async () => 'parked',
  })
  let count = 0
  const hand = (many: number) =>
    Promise.all(
      Array.from({ length: many }, () => {
        const key = String(count++)
        return batcher.take(key, key)
      })
    )
  return { lane, batcher, hand, sizes }
}

test.group('Batches of a lane', () => {
  test('what comes together goes together, and alone it goes at once', async ({ assert }) => {
    const { lane, hand, sizes } = held()
    const first = hand(3)
    await turns()
    assert.deepEqual(sizes, [3])
    await lane.commit()
    assert.deepEqual(await first, ['0', '1', '2'])

    const second = hand(1)
    await turns()
    assert.deepEqual(sizes, [3, 1])
    await lane.commit()
    assert.deepEqual(await second, ['3'])
  })

  test('while some are under way, as many collect before they follow', async ({ assert }) => {
    const { lane, hand, sizes } = held()
    const all = [hand(4)]
    await turns()
    all.push(hand(3))
    await turns()
    assert.deepEqual(sizes, [4], 'three are fewer than the four under way')

    all.push(hand(1))
    await turns()
    assert.deepEqual(sizes, [4, 4], 'four are as many')

    all.push(hand(2))
    await turns()
    await lane.commit()
    assert.deepEqual(sizes, [4, 4], 'two are fewer than those still under way')
    await lane.commit()
    assert.deepEqual(sizes, [4, 4, 2], 'nothing is under way any more')
    await lane.commit()
    assert.lengthOf((await Promise.all(all)).flat(), 10)
  })

  test('when it stops, what is under way ends and what waits is refused', async ({ assert }) => {
    const { lane, batcher, hand, sizes } = held()
    const underWay = hand(2)
    await turns()
    const refused = assert.rejects(() => hand(1), LaneStoppedError)
    await turns()
    const stopped = batcher.stop()
    await lane.commit()
    await stopped
    assert.deepEqual(await underWay, ['0', '1'])
    await refused
    assert.deepEqual(sizes, [2])
  })

  test('a listener that fails later is logged, and what has committed stays told', async ({
    assert,
  }) => {
    const errors: object[] = []
    const lane = new HeldLane()
    const batcher = new Batcher<string, string>({
      lane,
      log: { ...SILENT, error: (fields) => errors.push(fields) },
      name: 'test',
      maxBatch: 100,
      raced: [],
      take: async () => ({
        outcomeOf: (key) => key,
        afterCommit: async () => Promise.reject(new Error('nobody listens')),
      }),
      park: async () => 'parked',
    })
    const taken = batcher.take('a', 'a')
    await turns()
    await lane.commit()
    assert.equal(await taken, 'a')
    assert.containSubset(errors, [{ event: 'test.listener_failed' }])
  })
})
