import { test } from '@japa/runner'
import { later } from '../../../inertia/polls/poll_frames.ts'
import { leaders, outcome, percent } from '../../../inertia/polls/poll_words.ts'
import type { PollState } from '#polls/poll_state'
import { type Candidate, wayToVote } from '#polls/control/way_to_vote'

function poll(votes: number[], differences: Partial<PollState> = {}): PollState {
  return {
    id: 'a',
    question: 'What does the dragon do?',
    options: votes.map((count, index) => ({
      text: ['Attack', 'Talk', 'Flee'][index] ?? '',
      votes: count,
    })),
    total: votes.reduce((sum, count) => sum + count, 0),
    status: 'ended',
    version: 1,
    startedAt: '2026-05-01T20:00:00Z',
    endsAt: '2026-05-01T20:01:00Z',
    endedAt: null,
    channels: [],
    ...differences,
  }
}

test.group('Polls | in words', () => {
  test('a winner, a tie, and nobody', ({ assert }) => {
    assert.equal(outcome(poll([3, 1, 0])), '“Attack” wins with 75 %.')
    assert.equal(outcome(poll([2, 2, 0])), 'A tie between “Attack” and “Talk”.')
    assert.equal(outcome(poll([1, 1, 1])), 'A tie between “Attack”, “Talk”, and “Flee”.')
    assert.equal(outcome(poll([0, 0, 0])), 'Nobody has voted.')
    assert.deepEqual(leaders(poll([0, 0, 0])), [])
    assert.equal(percent(0, 0), 0)
  })

  test('while it runs, and when it is cancelled', ({ assert }) => {
    assert.equal(outcome(poll([3, 1], { status: 'running' })), '“Attack” leads with 75 %.')
    assert.equal(outcome(poll([1, 1], { status: 'running' })), '“Attack” and “Talk” are level.')
    assert.equal(outcome(poll([0, 0], { status: 'running' })), 'Nobody has voted yet.')
    assert.match(outcome(poll([9, 1], { status: 'cancelled' })), /^Cancelled/)
  })

  test('asked nowhere', ({ assert }) => {
    const channel = {
      streamerId: null,
      streamer: 'Mira',
      method: 'twitch' as const,
      votes: [0, 0],
      total: 0,
      problem: 'Another poll is running on this channel.',
    }
    const failed = { ...channel, state: 'failed' as const }
    const running = { ...channel, state: 'running' as const }
    assert.equal(outcome(poll([0, 0], { channels: [failed] })), 'It could be asked nowhere.')
    assert.equal(outcome(poll([0, 0], { channels: [failed, running] })), 'Nobody has voted.')
  })

  test('of two states the one that is news', ({ assert }) => {
    const known = poll([1, 0], { version: 2 })
    assert.strictEqual(later(known, poll([0, 0], { version: 1 })), known)
    assert.equal(later(known, poll([5, 0], { version: 3 })).total, 5)
    const next = poll([0, 0], { id: 'b', startedAt: '2026-05-01T20:05:00Z' })
    assert.strictEqual(later(known, next), next)
    assert.strictEqual(later(next, known), next)
  })
})

const ABLE: Candidate = {
  isLive: true,
  isConnected: true,
  isAffiliate: true,
  features: ['polls', 'chat'],
  scopes: ['channel:manage:polls', 'user:read:chat'],
  isBusy: false,
}

test.group('Polls | how a channel votes', () => {
  test('{expected}')
    .with([
      { differences: {}, expected: 'twitch' },
      { differences: { isAffiliate: false }, expected: 'chat' },
      { differences: { scopes: ['user:read:chat'] }, expected: 'chat' },
      { differences: { features: ['chat'] }, expected: 'chat' },
      { differences: { isLive: false }, expected: 'Does not play this campaign now' },
      { differences: { isConnected: false }, expected: 'The connection to Twitch is broken' },
      { differences: { isBusy: true }, expected: 'Another poll of ours is still open' },
      { differences: { features: [] }, expected: 'Neither “Polls” nor “Chat” is switched on' },
      {
        differences: { features: ['polls'], isAffiliate: false },
        expected: 'Twitch has polls for affiliates and partners only',
      },
      {
        differences: { features: ['chat'], scopes: [] },
        expected: 'Twitch has to allow it there. The streamer switches “Chat” off',
      },
    ])
    .run(({ assert }, { differences, expected }) => {
      const way = wayToVote({ ...ABLE, ...differences })
      const told = 'method' in way ? way.method : way.problem
      assert.isTrue(told.startsWith(expected), told)
    })
})
