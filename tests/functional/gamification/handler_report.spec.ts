import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { ActionRegistry, TriggerRegistry } from '#gamification/handlers/registries'
import { reportMissingHandlers } from '#gamification/handlers/report_missing'
import { emptyDatabase } from '#tests/support/database'
import { createStage, testSql } from '#tests/support/fixtures'

test.group('At start', (group) => {
  group.each.setup(() => emptyDatabase())

  test('broken handlers, and those that events lack, are named', async ({ assert, cleanup }) => {
    await createStage(testSql(), { event: { trigger_id: 'telepathy', action_id: 'teleport' } })
    const triggers = new TriggerRegistry('trigger', (handler) => app.container.make(handler))
    await triggers.load({ Omen: () => Promise.reject(new Error('Cannot find module')) })
    const actions = await app.container.make(ActionRegistry)
    const said: object[] = []
    const { warn, error } = logger
    cleanup(() => void Object.assign(logger, { warn, error }))
    const note = (facts: object) => void said.push(facts)
    Object.assign(logger, { warn: note, error: note })

    await reportMissingHandlers(triggers, actions, logger)

    assert.deepEqual(said, [
      { event: 'handlers.broken', handler: 'trigger Omen', reason: 'Cannot find module' },
      { event: 'handlers.missing', handler: 'trigger telepathy' },
      { event: 'handlers.missing', handler: 'action teleport' },
    ])
  })
})
