import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { setTimeout as pass } from 'node:timers/promises'
import { Broadcaster } from '#core/realtime/broadcaster'
import type { Frame } from '#core/realtime/frame'
import { InstanceChanged } from '#gamification/instance_changed'
import { BroadcastChanges } from '#gamification/live/broadcast_changes'
import { LiveStreamers } from '#gamification/live/live_streamers'
import { toPublicInstance } from '#gamification/public_instance'
import { createInstance, createStage, testSql } from '../../support/fixtures.js'
import { instance } from './game.js'

class RecordingBroadcaster extends Broadcaster {
  sent: { channel: string; frame: Frame }[] = []

  send(channels: string | string[], frame: Frame): void {
    this.sent.push(...[channels].flat().map((channel) => ({ channel, frame })))
  }
}

async function show() {
  const stage = await createStage(testSql())
  const id = await createInstance(testSql(), {
    campaignId: stage.campaignId,
    eventId: stage.eventId,
    streamerId: stage.streamer.id,
  })
  const broadcaster = new RecordingBroadcaster()
  const broadcast = new BroadcastChanges(broadcaster, await app.container.make(LiveStreamers))

  return {
    stage,
    state: toPublicInstance(await instance(id)),
    broadcaster,
    broadcast,
    /** Waits until something was sent on this channel. */
    until: async (channel: string, condition: (frames: Frame[]) => boolean) => {
      const frames = () =>
        broadcaster.sent.filter((sent) => sent.channel === channel).map(({ frame }) => frame)
      while (!condition(frames())) await pass(2)
      return frames()
    },
  }
}

test.group('Broadcasts of instances', () => {
  test('reach the campaign, its public page and the streamer, under the agreed names', async ({
    assert,
  }) => {
    const { stage, state, broadcaster, broadcast, until } = await show()

    broadcast.handle(
      new InstanceChanged(stage.campaignId, stage.streamer.id, state, {
        event: 'gamification:contributions_refunded',
        count: 3,
        failed: 1,
        reason: 'expired',
      })
    )

    await until(`streamers/${stage.streamer.id}`, (frames) => frames.length === 1)
    assert.sameMembers(
      broadcaster.sent.map(({ channel }) => channel),
      [
        `campaigns/${stage.campaignId}`,
        `public/campaigns/${stage.campaignId}`,
        `streamers/${stage.streamer.id}`,
      ]
    )
    assert.deepEqual(broadcaster.sent[0]?.frame, {
      event: 'gamification:contributions_refunded',
      data: {
        instanceId: state.id,
        eventName: 'Twist of fate',
        count: 3,
        failed: 1,
        reason: 'expired',
      },
    })
  })

  test('carry the public state: no roll, no rules, no viewer ids', async ({ assert }) => {
    const { state } = await show()

    assert.sameMembers(Object.keys(state), [
      'id',
      'eventId',
      'eventName',
      'mode',
      'kind',
      'status',
      'objective',
      'progress',
      'version',
      'startedAt',
      'expiresAt',
      'latestViewers',
      'shares',
    ])
  })

  test('of progress are throttled per instance, the last one always sent', async ({ assert }) => {
    const { stage, state, broadcast, until } = await show()
    const channel = `campaigns/${stage.campaignId}`

    for (let version = 2; version <= 100; version++) {
      broadcast.handle(
        new InstanceChanged(
          stage.campaignId,
          stage.streamer.id,
          { ...state, version },
          { event: 'gamification:instance_progress' }
        )
      )
    }

    const frames = await until(channel, ({ length }) => length === 2)
    assert.deepInclude(frames[0]?.data, { version: 2 })
    assert.deepInclude(frames[1]?.data, { version: 100 })
  })
})
