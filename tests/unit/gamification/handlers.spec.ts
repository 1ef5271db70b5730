import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { Action } from '#gamification/handlers/action'
import { ActionRegistry, TriggerRegistry } from '#gamification/handlers/registries'
import { Trigger } from '#gamification/handlers/trigger'
import { UnknownHandlerException } from '#gamification/handlers/unknown_handler_exception'
import { EVENT_TEMPLATES } from '#gamification/events/event_templates'
import { COMMAND_TYPES } from '#foundry/protocol'

const triggers = await app.container.make(TriggerRegistry)
const actions = await app.container.make(ActionRegistry)

/** Every handler has to pass these, including those nobody wrote a test for. */
test.group('Handlers', () => {
  test('are found by what their file is called', ({ assert }) => {
    assert.includeMembers(
      triggers.all().map(({ id }) => id),
      ['dice_critical', 'manual', 'channel_event', 'poll_vote', 'custom']
    )
    assert.includeMembers(
      actions.all().map(({ id }) => id),
      [
        'dice_invert',
        'chat_message',
        'stat_modify',
        'treasure_drop',
        'status_effect',
        'play_sound',
        'run_macro',
        'custom',
      ]
    )
  })

  for (const handler of [...triggers.all(), ...actions.all()]) {
    test(`${handler.id} says what a person needs to know`, async ({ assert }) => {
      assert.match(handler.id, /^[a-z]+(_[a-z]+)*$/)
      assert.isNotEmpty(handler.label)
      assert.match(handler.description, /\.$/)
    })

    test(`${handler.id} describes a form whose every field has a title`, ({ assert }) => {
      const schema: { type?: string; properties?: Record<string, { title?: string }> } =
        handler.settings.toJSONSchema()

      assert.equal(schema.type, 'object')
      for (const [name, field] of Object.entries(schema.properties ?? {})) {
        assert.isNotEmpty(field.title, name)
      }
    })

    test(`${handler.id} refuses settings that are no object`, async ({ assert }) => {
      await assert.rejects(() => handler.settings.validate('nonsense'))
      await assert.rejects(() => handler.settings.validate(null))
    })
  }

  for (const trigger of triggers.all()) {
    test(`${trigger.id} is built once, by the container`, async ({ assert }) => {
      const built = await triggers.resolve(trigger.id)

      assert.isTrue(built instanceof Trigger)
      assert.strictEqual(await triggers.resolve(trigger.id), built)
    })
  }

  for (const action of actions.all()) {
    test(`${action.id} is built once, and names commands there are`, async ({ assert }) => {
      const built = await actions.resolve(action.id)

      assert.isTrue(built instanceof Action)
      assert.strictEqual(await actions.resolve(action.id), built)
      assert.includeMembers([...COMMAND_TYPES], [...action.commands])
      assert.isTrue(action.commands.length === 0 || action.requires.includes('vtt_connection'))
    })
  }

  for (const { id, event } of EVENT_TEMPLATES) {
    test(`the template ${id} has settings that its handlers accept`, async ({ assert }) => {
      const trigger = triggers.get(event.triggerId)
      const action = actions.get(event.actionId)

      await assert.doesNotReject(() => trigger.settings.validate(event.triggerSettings))
      await assert.doesNotReject(() => action.settings.validate(event.actionSettings))
    })
  }
})

test.group('A registry', () => {
  const registry = () => new TriggerRegistry('trigger', (handler) => app.container.make(handler))

  test('takes an id once', async ({ assert }) => {
    const [one] = triggers.all()
    const filled = registry()
    if (one) filled.register(one)

    assert.throws(() => one && filled.register(one), /already taken/)
  })

  test('leaves out what is broken, by name, and keeps the rest', async ({ assert }) => {
    const [one] = triggers.all()
    const nothing: { default: typeof one } = Object({ default: undefined })
    const filled = await registry().load({
      Gone: () => Promise.reject(new Error('Cannot find module')),
      Fine: async () => ({ default: one }),
      Empty: async () => nothing,
    })
    const settings = one.settings
    const listensTo = 'dice.rolled'
    const whole = { id: 'x', label: 'X', description: 'X.', settings, provides: [], listensTo }
    for (const [missing, reason] of [
      ['id', 'It has no static "id"'],
      ['label', 'It has no static "label"'],
      ['provides', 'Its static "provides" is no list'],
      ['settings', 'Its static "settings" is no Vine validator'],
      ['listensTo', 'Its static "listensTo" names no signal'],
      ['', 'It has no method "evaluate"'],
    ]) {
      const broken = Object.assign(class {}, { ...whole, [missing]: undefined })
      filled.add(Object(broken), `without ${missing}`)
      assert.deepInclude(filled.broken.at(-1), { kind: 'trigger', reason })
    }

    assert.deepEqual(
      filled.all().map(({ id }) => id),
      [one.id]
    )
    assert.deepInclude(filled.broken, {
      kind: 'trigger',
      name: 'Gone',
      reason: 'Cannot find module',
    })
    assert.isTrue(filled.broken.some(({ name }) => name === 'Empty'))
  })

  test('names what it does not know', async ({ assert }) => {
    await assert.rejects(
      () => registry().resolve('telepathy'),
      'The trigger "telepathy" is not installed here.'
    )
    assert.throws(() => registry().get('telepathy'), UnknownHandlerException)
  })
})
