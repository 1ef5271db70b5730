import env from '#start/env'

/**
 * Where Twitch is, and who we are to it. With `TWURPLE_MOCK_API_PORT` everything
 * goes to that port of this machine, by the paths the @twurple packages use.
 * Read at every use, so that a test can point the running app at its simulator.
 */
export function twitchSettings() {
  const port = env.get('TWURPLE_MOCK_API_PORT')
  const mock = port ? `127.0.0.1:${port}` : undefined

  return {
    clientId: env.get('TWITCH_CLIENT_ID', ''),
    clientSecret: env.get('TWITCH_CLIENT_SECRET')?.release() ?? '',
    authUrl: mock ? `http://${mock}/auth` : 'https://id.twitch.tv/oauth2',
    helixUrl: mock ? `http://${mock}/mock` : 'https://api.twitch.tv/helix',
    /** The one Helix path that @twurple's mock mode keeps outside of `/mock`. */
    subscriptionsUrl: mock
      ? `http://${mock}/eventsub/subscriptions`
      : 'https://api.twitch.tv/helix/eventsub/subscriptions',
    socketUrl: mock ? `ws://${mock}/ws` : 'wss://eventsub.wss.twitch.tv/ws',
  }
}
