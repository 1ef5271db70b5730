import { many, points, type Words } from '#dashboards/feed/words/telling'

/** The stream itself, and what viewers do on it. */
export const streamWords: Words<
  | 'redemption_added'
  | 'redemption_updated'
  | 'reward_removed'
  | 'stream_online'
  | 'stream_offline'
  | 'channel_updated'
  | 'raid'
  | 'cheer'
  | 'chat_message'
  | 'authorization_revoked'
> = {
  redemption_added: ({ viewer, rewardTitle, cost, input }) => ({
    who: viewer,
    what: `redeemed “${rewardTitle}” for ${points(cost)}`,
    quote: input,
  }),
  redemption_updated: ({ viewer, rewardTitle, cost, status }) => ({
    who: viewer,
    what:
      status === 'CANCELED'
        ? `got ${points(cost)} back for “${rewardTitle}”`
        : `had “${rewardTitle}” fulfilled, for ${points(cost)}`,
  }),
  reward_removed: ({ title }) => ({
    who: null,
    what: `The reward “${title}” was deleted on Twitch`,
  }),
  stream_online: () => ({ who: null, what: 'The stream began' }),
  stream_offline: () => ({ who: null, what: 'The stream ended' }),
  channel_updated: ({ title, category }) => ({
    who: null,
    what: category.name ? `The stream is now in ${category.name}` : 'The stream has a new title',
    quote: title,
  }),
  raid: ({ from, viewers }) => ({ who: from, what: `raided with ${many(viewers, 'viewer')}` }),
  cheer: ({ viewer, bits, message }) => ({
    who: viewer ?? 'anonymous',
    what: `cheered ${many(bits, 'bit')}`,
    quote: message,
  }),
  chat_message: ({ chatter, text, bits }) => ({
    who: chatter,
    what: bits ? `wrote, with ${many(bits, 'bit')}` : 'wrote',
    quote: text,
  }),
  authorization_revoked: ({ person }) => ({
    who: person,
    what: person ? 'took back the permission on Twitch' : 'The account on Twitch is gone',
  }),
}
