import type TES from 'tesjs'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

const HOMES = new Map([
  ['api.twitch.tv', '/mock'],
  ['id.twitch.tv', '/auth'],
])

/** The same call to the simulator; what goes elsewhere stays as it is. */
function redirect(simulatorUrl: string, input: string): string {
  const { host, pathname, search } = new URL(input)
  const home = HOMES.get(host)
  return home ? simulatorUrl + home + pathname.replace(/^\/(helix|oauth2)/, '') + search : input
}

/**
 * tesjs as it is. It knows Twitch's address by heart and takes the `fetch` there is when it is loaded, so it
 * is loaded with one that knows the way. There is one client a process: tesjs is a singleton.
 */
export async function tesjsClient(
  simulator: TwitchSimulator,
  newToken: () => Promise<string>
): Promise<TES> {
  const plain = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    return plain(redirect(simulator.url, url), init)
  }
  try {
    const { default: Client } = await import('tesjs')
    return new Client({
      options: { logging: false },
      identity: {
        id: TwitchSimulator.clientId,
        accessToken: await newToken(),
        onAuthenticationFailure: newToken,
      },
      listener: {
        type: 'websocket',
        websocketURL: `${simulator.url.replace('http', 'ws')}/ws`,
      },
    })
  } finally {
    globalThis.fetch = plain
  }
}
