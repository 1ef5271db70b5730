import { HelixClient } from './helix_client.js'
import { TwitchSimulator } from './twitch_simulator.js'

export const BROADCASTER_SCOPES = [
  'channel:manage:redemptions',
  'channel:read:subscriptions',
  'moderator:read:followers',
  'moderation:read',
  'channel:manage:moderators',
  'channel:manage:vips',
  'bits:read',
  'user:read:chat',
  'user:write:chat',
  'user:bot',
  'moderator:read:chatters',
  'channel:manage:polls',
  'channel:manage:predictions',
  'channel:manage:broadcast',
]

/** A simulator with one affiliate, `mira`; `plain` and `vera` are viewers. Start it once a group. */
export function startSimulator(): Promise<TwitchSimulator> {
  return TwitchSimulator.start({
    clients: [
      { id: TwitchSimulator.clientId, secret: TwitchSimulator.clientSecret },
      { id: 'other-app', secret: 'other-app-secret' },
    ],
    users: [
      { login: 'mira', displayName: 'Mira', broadcasterType: 'affiliate', live: true },
      { login: 'plain', displayName: 'Plain' },
      { login: 'vera', displayName: 'Vera' },
    ],
  })
}

export type SimulatedChannel = Awaited<ReturnType<typeof freshChannel>>

/** Resets the simulator to its seed and signs `mira` in with every scope. */
export async function freshChannel(simulator: TwitchSimulator) {
  await simulator.reset()
  const signIn = (login?: string, scopes = BROADCASTER_SCOPES, clientId?: string) =>
    HelixClient.signIn(simulator, clientId ?? TwitchSimulator.clientId, login, scopes)
  const mira = await signIn('mira')
  return { simulator, signIn, mira, own: { broadcaster_id: mira.userId } }
}
