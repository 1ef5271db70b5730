import { test } from '@japa/runner'
import { setTimeout as pass } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { Logger } from '@adonisjs/core/logger'
import { Broadcaster } from '#core/realtime/broadcaster'
import type { Frame } from '#core/realtime/frame'
import { PollChanged } from '#polls/poll_changed'
import { TellPolls } from '#polls/live/tell_polls'
import { emptyDatabase } from '#tests/support/database'
import { testSql } from '#tests/support/fixtures'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'
import { overlayOf, Page, snapshotOf } from '../overlays/page.js'
import { PollStage, say, stateOf } from './poll_stage.js'

class RecordingBroadcaster extends Broadcaster {
  sent: { channel: string; frame: Frame }[] = []

  send(channels: string | string[], frame: Frame): void {
    this.sent.push(...[channels].flat().map((channel) => ({ channel, frame })))
  }

  on(channel: string): Frame[] {
    return this.sent.filter((sent) => sent.channel === channel).map(({ frame }) => frame)
  }
}

test.group('Polls | live', (group) => {
  let simulator: TwitchSimulator

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
  })

  const open = () =>
    PollStage.open(simulator, [
      { login: 'mira', features: ['chat'] },
      { login: 'tarn', features: ['chat'] },
      { login: 'ilse', features: [] },
    ])

  test('members see what is wrong where, the public does not; at most twice a second', async ({
    assert,
  }) => {
    const stage = await open()
    const id = await stage.ask()
    const broadcaster = new RecordingBroadcaster()
    const pages = new TellPolls(broadcaster, await app.container.make(Logger))
    for (let vote = 0; vote < 50; vote++) pages.changed(id)
    await until('the campaign is told', () => broadcaster.sent.length > 0)
    await pass(100)

    const members = broadcaster.on(`campaigns/${stage.campaignId}`)
    const viewers = broadcaster.on(`public/campaigns/${stage.campaignId}`)
    assert.lengthOf(members, 1)
    assert.lengthOf(viewers, 1)
    assert.equal(members[0]?.event, 'poll:changed')
    assert.deepEqual(members[0]?.data, await stateOf(id))
    assert.include(JSON.stringify(members), 'is switched on')
    assert.notInclude(JSON.stringify(viewers), 'is switched on')
    assert.notInclude(JSON.stringify(viewers), 'ilse')

    const { streamerId } = stage.channel('mira')
    assert.notInclude(JSON.stringify(viewers), streamerId)
    assert.deepEqual(broadcaster.on(`streamers/${streamerId}/polls`), members)
    assert.deepEqual(broadcaster.on(`streamers/${streamerId}`), members)
  })

  test('an overlay is told of all votes and its own, and a new one has them at once', async ({
    assert,
  }) => {
    const stage = await open()
    const mira = await overlayOf(stage.channel('mira').streamerId)
    const ilse = await overlayOf(stage.channel('ilse').streamerId)
    using page = await Page.open(mira.key)
    assert.isNull((await snapshotOf(mira.key)).poll)

    await stage.ask()
    await say(stage.channel('mira').channelId, 'ada', '!1')
    await say(stage.channel('tarn').channelId, 'bo', '!1')
    await say(stage.channel('tarn').channelId, 'cy', '!3')
    await until('the overlay knows', () =>
      page.told.some((frame) => frame.event === 'poll:changed' && frame.data.total === 3)
    )
    const { poll } = await snapshotOf(mira.key)
    assert.deepInclude(poll, { total: 3, own: 1, method: 'chat', isShared: true })
    assert.deepEqual(
      poll?.options.map(({ votes, own }) => [votes, own]),
      [
        [2, 1],
        [0, 0],
        [1, 0],
      ]
    )
    // Where it could not be asked after all, it goes.
    await testSql().run(
      `UPDATE poll_channels SET state = 'failed', problem = 'Gone', ended_at = now(), version = version + 1
       WHERE streamer_id = $1`,
      [stage.channel('mira').streamerId]
    )
    await PollChanged.dispatch(poll?.id ?? '')
    await until('it is taken down', () =>
      page.told.some(({ event, data }) => event === 'poll:changed' && data.status === 'cancelled')
    )
    // A channel that is not asked shows nothing.
    assert.isNull((await snapshotOf(ilse.key)).poll)
  })
})
