import { test } from '@japa/runner'
import type { ActionContext } from '#gamification/handlers/action'
import { fillTemplate } from '#gamification/handlers/template'
import ChatMessageAction from '#actions/chat_message_action'

function context(differences: Partial<ActionContext> = {}): ActionContext {
  const nothing = () => Promise.reject(new Error('Nothing is asked for here'))
  return {
    sql: { run: nothing },
    campaignId: 'campaign',
    eventName: 'Fate reversed',
    count: 3,
    facts: {},
    viewers: ['Ada', 'Bo'],
    order: nothing,
    sequence: nothing,
    ...differences,
  }
}

test.group('Message templates', () => {
  test('name event, viewers, count, character and die', ({ assert }) => {
    const facts = {
      roll: {
        rollId: 'roll',
        messageId: 'message',
        actorId: 'mira',
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
        '{event}: {viewers} ({count}) for {character}, {natural} of {total}',
        context({ facts }),
        200
      ),
      'Fate reversed: Ada and Bo (3) for Mira, 20 of 25'
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
