import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import { DEMO_SET } from '#demo/cards/demo_cards'
import { DemoCampaign } from '#tests/support/e2e/demo_campaign'
import { RemoteOverlay } from '#tests/support/e2e/remote_overlay'
import { until } from '#tests/support/until'

const PATIENCE_MS = 60_000
const VIEWERS = 500
const KILLS = 2
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const PACK = { broadcaster: 'mira_streams', reward: `Card pack: ${DEMO_SET.name}` }

test.group('Packs and crashes', (group) => {
  let demo: DemoCampaign
  let overlay: RemoteOverlay

  group.setup(async () => {
    demo = await DemoCampaign.start()
    const address = demo.links.find(({ label }) => label.startsWith('Overlay'))?.url
    overlay = new RemoteOverlay(demo.app, String(address))
    return async () => {
      await overlay.stop()
      await demo.stop()
    }
  })

  const onTwitch = async () => {
    const counts = { UNFULFILLED: 0, FULFILLED: 0, CANCELED: 0 }
    for (const { status } of await demo.simulator.redemptions(PACK)) counts[status]++
    return counts
  }
  const openings = async () => {
    const rows = await demo.app.query<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM openings GROUP BY state'
    )
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
  }
  const verify = () =>
    promisify(execFile)(process.execPath, ['ace.js', 'packs:verify', '--json'], {
      cwd: ROOT,
      env: demo.app.environment,
    })

  test('500 redemptions at once, the app killed twice: each is opened or given back, none twice', async ({
    assert,
  }) => {
    await until(
      'the pack is on sale',
      async () => {
        const [reward] = await demo.app.query<{ is_sold: boolean }>(
          `SELECT is_enabled AND NOT is_paused AND state = 'present' AS is_sold FROM rewards
           WHERE handler = 'pack'`
        )
        return reward?.is_sold
      },
      PATIENCE_MS
    )
    overlay.play()
    const burst = demo.simulator.redeem({ ...PACK, viewers: VIEWERS })
    for (let kill = 0; kill < KILLS; kill++) {
      const before = Object.values(await openings()).reduce((sum, count) => sum + count, 0)
      const target = Math.min(VIEWERS, before + Math.floor(Math.random() * 200))
      await until(
        'some more are opened',
        async () => {
          const { waiting = 0, showing = 0, shown = 0, refunded = 0 } = await openings()
          return waiting + showing + shown + refunded >= target
        },
        PATIENCE_MS
      )
      await demo.app.kill()
      await demo.app.begin()
    }
    await burst

    await until(
      'every one has ended',
      async () => {
        const { UNFULFILLED, FULFILLED, CANCELED } = await onTwitch()
        return UNFULFILLED === 0 && FULFILLED + CANCELED === VIEWERS
      },
      PATIENCE_MS
    )
    const ended = await onTwitch()
    const { shown = 0, refunded = 0, waiting = 0, showing = 0 } = await openings()
    assert.equal(waiting + showing, 0)
    assert.equal(shown, ended.FULFILLED)
    assert.isAtMost(refunded, ended.CANCELED)
    const { stdout } = await verify()
    assert.deepEqual(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''), {
      openings: shown + refunded,
      differences: [],
    })
  }).timeout(240_000)
})
