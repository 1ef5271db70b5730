import { test } from '@japa/runner'
import { type ChatLineFacts, chatLineText } from '#gamification/chat/chat_line_text'

const FACTS: ChatLineFacts = {
  kind: 'armed',
  eventName: 'Fate reversed',
  mode: 'consume',
  objective: 10,
  progress: 10,
  message: null,
  refunded: 0,
  reason: null,
}

const CASES: [string, Partial<ChatLineFacts>, string][] = [
  ['armed', {}, '“Fate reversed” is armed, 10 of 10. It waits for its moment at the table.'],
  [
    'armed by hand',
    { progress: 4 },
    '“Fate reversed” is armed, by the game master. It waits for its moment at the table.',
  ],
  [
    'waiting for approval',
    { mode: 'open' },
    '“Fate reversed” is armed, 10 of 10. The game master decides.',
  ],
  [
    'succeeded',
    { kind: 'succeeded', message: 'Aria’s roll turned from 20 to 1.' },
    '“Fate reversed” worked. Aria’s roll turned from 20 to 1.',
  ],
  ['succeeded without a word', { kind: 'succeeded' }, '“Fate reversed” worked.'],
  [
    'refunded',
    { kind: 'refunded', refunded: 7, reason: 'expired' },
    '“Fate reversed” did not happen: 7 redemptions go back. The goal was not reached in time.',
  ],
  [
    'one refunded',
    { kind: 'refunded', refunded: 1, reason: 'panic' },
    '“Fate reversed” did not happen: 1 redemption goes back. The game master stopped everything.',
  ],
]

test.group('A line in chat', () => {
  for (const [title, changes, text] of CASES) {
    test(title, ({ assert }) => {
      assert.equal(chatLineText({ ...FACTS, ...changes }), text)
    })
  }

  test('is plain text of a bounded length, and never a command', ({ assert }) => {
    const text = chatLineText({
      ...FACTS,
      kind: 'succeeded',
      eventName: `/ban everybody\u202E\u0000 ${'x'.repeat(300)}`,
      message: `\r\n/timeout ada 600\u200B ${'y'.repeat(900)}`,
    })

    assert.match(text, /^“\/ban everybody x+” worked\. \/timeout ada 600 y+$/)
    assert.isAtMost([...text].length, 500)
  })
})
