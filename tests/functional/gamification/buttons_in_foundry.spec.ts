import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { ArchiveEvent } from '#gamification/events/archive_event'
import { SwitchEvent } from '#gamification/events/switch_event'
import { openStream } from '#tests/functional/foundry/open_stream'
import { forgetLimits, holder, listen, sql } from '#tests/functional/foundry/support'
import { createEvent } from '#tests/support/fixtures'

const MANUAL = {
  trigger_id: 'manual',
  action_id: 'chat_message',
  action_settings: JSON.stringify({ message: 'The crowd roars' }),
}

test.group('Buttons in Foundry', (group) => {
  group.each.setup(() => forgetLimits())
  group.each.setup(() => listen())

  test('are the events that a GM sets off, and follow what becomes of them', async ({
    assert,
    cleanup,
  }) => {
    const tab = await holder()
    const { campaign } = tab.paired
    const stream = await openStream(tab)
    cleanup(() => stream.close())
    const roar = await createEvent(sql(), campaign.id, { event: { ...MANUAL, name: 'Roar' } })
    await createEvent(sql(), campaign.id)
    await createEvent(sql(), campaign.id, { event: MANUAL, config: { is_enabled: false } })
    await createEvent(sql(), campaign.id, { event: { ...MANUAL, mode: 'immediate' } })

    const { body } = await tab.hello()
    const button = { eventId: roar, name: 'Roar' }
    assert.containSubset(body, { config: { manualTriggers: [button] } })

    const switchEvent = await app.container.make(SwitchEvent)
    await switchEvent.execute(roar, false)
    assert.deepEqual(await nextButtons(stream), [])
    await switchEvent.execute(roar, true)
    assert.deepEqual(await nextButtons(stream), [button])

    const archiveEvent = await app.container.make(ArchiveEvent)
    await archiveEvent.execute(roar)
    assert.deepEqual(await nextButtons(stream), [])
  })
})

/** What the last frame says that has come since. */
async function nextButtons(stream: Awaited<ReturnType<typeof openStream>>) {
  const { data } = await stream.next('config')
  stream.messages.length = 0
  const { config } = data as { config: { manualTriggers: unknown[] } }
  return config.manualTriggers
}
