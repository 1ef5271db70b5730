import { test } from '@japa/runner'
import type { ActionContext } from '#gamification/handlers/action'
import { fillTemplate } from '#gamification/handlers/template'
import type { InstanceRow } from '#gamification/instance_row'
import ChatMessageAction from '#actions/chat_message_action'

const instance: InstanceRow = {
  id: 'instance',
  campaign_id: 'campaign',
  event_id: 'event',
  streamer_id: 'streamer',
  kind: 'individual',
  mode: 'consume',
  status: 'executing',
  objective: 3,
  progress: 3,
  version: 5,
  viewer_count: 10,
  rules: {
    eventName: 'Fate reversed',
    cost: 100,
    coefficient: 0.3,
    minimum: 3,
    durationSeconds: 900,
    armedSeconds: null,
    cooldownSeconds: 300,
    viewerCap: null,
    viewerStreamCap: null,
    overshoot: 'refund',
    triggerId: 'dice_critical',
    triggerSettings: {},
    actionId: 'chat_message',
    actionSettings: {},
    approvalRequired: false,
  },
  roll_id: null,
  trigger_facts: null,
  approval_required: false,
  reason: null,
  started_at: new Date(),
  armed_at: null,
  consumed_at: null,
  expires_at: null,
  ended_at: null,
}

function context(differences: Partial<ActionContext> = {}): ActionContext {
  return {
    sql: { run: () => Promise.reject(new Error('No database here')) },
    instance,
    facts: {},
    viewers: ['Ada', 'Bo'],
    ...differences,
  }
}

test.group('Message templates', () => {
  test('name event, viewers, count, character and die', ({ assert }) => {
    const facts = {
      roll: {
        rollId: 'roll',
        messageId: 'message',
        rollIndex: 0,
        character: 'Mira',
        natural: 20,
        faces: 20,
        total: 25,
        critical: 'success' as const,
      },
    }
    assert.equal(
      fillTemplate(
        '{event}: {viewers} ({count}) for {character}, {natural}',
        context({ facts }),
        200
      ),
      'Fate reversed: Ada and Bo (3) for Mira, 20'
    )
  })

  test('speak of the audience when everybody hides', ({ assert }) => {
    assert.equal(fillTemplate('{viewers}', context({ viewers: [] }), 200), 'the audience')
  })

  test('do not fill in what a viewer is called', ({ assert }) => {
    const viewers = ['{event}', '<img src=x onerror=alert(1)>']
    assert.equal(
      fillTemplate('{viewers}', context({ viewers }), 200),
      '{event} and <img src=x onerror=alert(1)>'
    )
  })

  test('come out without control and bidirectional characters, at most so long', ({ assert }) => {
    const viewers = ['A\u202Eda\u0000']
    assert.equal(fillTemplate('{viewers}!', context({ viewers }), 200), 'Ada!')
    assert.lengthOf(fillTemplate('x'.repeat(500), context(), 200), 200)
  })

  test('are refused when they mention something unknown: {message}')
    .with([{ message: 'Hello {weather}' }, { message: '{}' }, { message: '{ event }' }])
    .run(async ({ assert }, { message }) => {
      const [error] = await ChatMessageAction.settings.tryValidate({ message })
      assert.isNotNull(error)
    })
})
