import type { Assert } from '@japa/assert'
import { LOG_COLUMNS, type LogRow, toPublic } from '#channels/log/public_event'
import type { EventStage } from '#tests/support/events/event_stage'
import { historyOf } from '#tests/support/events/history'
import type { PlayedEvent } from '#tests/support/events/played_events'
import { testSql } from '#tests/support/fixtures'
import { until } from '#tests/support/until'

/**
 * Has an event happen on the simulated channel, and sees that it is in the log once, as an
 * envelope of its kind, and that the history has followed. Whatever transport brings it
 * is connected already.
 */
export async function assertPlayed(
  assert: Assert,
  stage: EventStage,
  played: PlayedEvent
): Promise<void> {
  const viewer = `fan_${played.kind}`
  const { channelId } = stage
  await played.play(stage, viewer)

  const told = async () => {
    const rows = await logOf(channelId, played.kind)
    return rows.filter(({ payload }) => holds(assert, payload, played.payload(viewer)))
  }
  const [row] = await until(`${played.kind} is in the log`, async () => {
    const rows = await told()
    return rows.length > 0 ? rows : null
  })
  const about = { source: 'twitch.eventsub', version: 1, kind: played.kind, channelId }
  assert.containSubset(toPublic(row), about)
  assert.isObject(row.rawPayload)

  const wanted = played.history?.(viewer)
  if (wanted) {
    await until(`the history tells of ${played.kind}`, async () => {
      const history = await historyOf(channelId, wanted.table)
      return history.some((one) => holds(assert, one, wanted.row))
    })
  }
  assert.lengthOf(await told(), 1)
}

const logOf = (channelId: string, kind: string) =>
  testSql().run<LogRow>(
    `SELECT ${LOG_COLUMNS} FROM channel_events WHERE channel_id = $1 AND kind = $2 ORDER BY id`,
    [channelId, kind]
  )

function holds(assert: Assert, whole: unknown, part: object): boolean {
  try {
    assert.containSubset(whole, part)
    return true
  } catch {
    return false
  }
}
