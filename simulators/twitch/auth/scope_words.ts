const WORDS = new Map([
  ['channel:manage:redemptions', 'Manage your channel point rewards and redemptions'],
  ['channel:read:redemptions', 'See your channel point rewards and redemptions'],
  ['channel:read:subscriptions', 'See who subscribes to you'],
  ['moderator:read:followers', 'See who follows you'],
  ['moderator:read:chatters', 'See who is in your chat'],
  ['moderation:read', 'See your moderators'],
  ['channel:read:vips', 'See your VIPs'],
  ['channel:read:polls', 'See your polls'],
  ['channel:manage:polls', 'Start and end polls'],
  ['channel:read:predictions', 'See your predictions'],
  ['channel:manage:predictions', 'Start and end predictions'],
  ['bits:read', 'See cheers on your channel'],
  ['user:read:chat', 'Read chat for you'],
  ['user:write:chat', 'Write in chat as you'],
  ['user:bot', 'Appear in chat as a bot'],
  ['channel:bot', 'Let the bot into your channel'],
  ['user:read:email', 'See your e-mail address'],
])

/** A scope in words; the scope itself when there are none for it. */
export function scopeInWords(scope: string): string {
  return WORDS.get(scope) ?? scope
}
