/** What may be asked for, by prefix; Twitch refuses any other. @see https://dev.twitch.tv/docs/authentication/scopes/ */
const KNOWN: Record<string, string> = {
  'analytics:read:': 'extensions games',
  'bits:': 'read',
  'channel:': 'bot moderate',
  'channel:edit:': 'commercial',
  'channel:manage:':
    'ads broadcast clips extensions guest_star moderators polls predictions raids redemptions schedule videos vips',
  'channel:read:':
    'ads charity editors goals guest_star hype_train polls predictions redemptions stream_key subscriptions vips',
  'chat:': 'edit read',
  'clips:': 'edit',
  'editor:manage:': 'clips',
  'moderation:': 'read',
  'moderator:manage:':
    'announcements automod automod_settings banned_users blocked_terms chat_messages chat_settings guest_star shield_mode shoutouts suspicious_users unban_requests warnings',
  'moderator:read:':
    'automod_settings banned_users blocked_terms chat_messages chat_settings chatters followers guest_star moderators shield_mode shoutouts suspicious_users unban_requests vips warnings',
  'openid': '',
  'user:': 'bot edit',
  'user:edit:': 'broadcast',
  'user:manage:': 'blocked_users chat_color whispers',
  'user:read:':
    'blocked_users broadcast chat email emotes follows moderated_channels subscriptions whispers',
  'user:write:': 'chat',
  'whispers:': 'edit read',
}

const SCOPES: ReadonlySet<string> = new Set(
  Object.entries(KNOWN).flatMap(([prefix, names]) => names.split(' ').map((name) => prefix + name))
)

export function isScope(scope: string): boolean {
  return SCOPES.has(scope)
}
