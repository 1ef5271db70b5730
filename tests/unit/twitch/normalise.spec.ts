import { test } from '@japa/runner'
import { Fields, MalformedData } from '#twitch/fields'
import { normalise } from '#twitch/events/normalise'

const TYPE = 'channel.channel_points_custom_reward_redemption.add'
const event = {
  id: 'r1',
  broadcaster_user_id: '1',
  broadcaster_user_login: 'mira',
  broadcaster_user_name: 'Mira',
  user_id: '2',
  user_login: 'viewer',
  user_name: 'Viewer',
  user_input: '',
  status: 'unfulfilled',
  reward: { id: 'w1', title: 'Twist', cost: 100, prompt: '' },
  redeemed_at: '2026-07-15T17:16:03.17106713Z',
}

const read = (changes: object, type = TYPE) =>
  normalise(
    {
      messageId: 'm1',
      sentAt: new Date(0),
      subscriptionId: 's1',
      type,
      version: '1',
      event: new Fields({ ...event, ...changes }),
    },
    new Date(1)
  )

test.group('Events in the app’s words', () => {
  test('a redemption', ({ assert }) => {
    assert.containsSubset(read({}), {
      id: 'm1',
      source: 'twitch.eventsub',
      kind: 'redemption_added',
      version: 1,
      channelId: '1',
      userId: '2',
      payload: {
        redemptionId: 'r1',
        twitchRewardId: 'w1',
        cost: 100,
        input: null,
        status: 'UNFULFILLED',
        redeemedAt: new Date('2026-07-15T17:16:03.171Z'),
      },
      rawPayload: event,
    })
    assert.containsSubset(read({ status: 'canceled' }), { payload: { status: 'CANCELED' } })
  })

  test('a reward that is gone', ({ assert }) => {
    const gone = read({ id: 'w1', title: 'Twist' }, 'channel.channel_points_custom_reward.remove')
    assert.containsSubset(gone, {
      kind: 'reward_removed',
      channelId: '1',
      userId: null,
      payload: { twitchRewardId: 'w1', title: 'Twist' },
    })
  })

  test('is refused with the field that is wrong: {$self}')
    .with([
      [{ id: undefined }, 'id'],
      [{ id: 7 }, 'id'],
      [{ user_id: null }, 'user_id'],
      [{ broadcaster_user_id: '' }, 'broadcaster_user_id'],
      [{ status: 'unknown' }, 'status'],
      [{ redeemed_at: 'yesterday' }, 'redeemed_at'],
      [{ reward: [] }, 'reward'],
      [{ reward: { id: 'w', title: 't', cost: 1.5 } }, 'cost'],
    ])
    .run(({ assert }, [changes, field]) => {
      try {
        read(Object(changes))
        assert.fail('it was accepted')
      } catch (error) {
        assert.instanceOf(error, MalformedData)
        assert.include(error instanceof MalformedData ? error.path : '', String(field))
      }
    })

  test('a type nobody uses is null', ({ assert }) => {
    assert.isNull(read({}, 'channel.hype_train.begin'))
  })
})
