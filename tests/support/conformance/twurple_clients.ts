import { createServer, type Server } from 'node:https'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { ConnectionAdapter, EventSubHttpListener } from '@twurple/eventsub-http'
import { EventSubWsListener } from '@twurple/eventsub-ws'
import { ApiClient } from '@twurple/api'
import { AppTokenAuthProvider, RefreshingAuthProvider } from '@twurple/auth'
import { BROADCASTER_SCOPES } from '#tests/support/simulated_channel'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { selfSigned } from './self_signed.js'

const { clientId, clientSecret } = TwitchSimulator
const QUIET = { minLevel: 'critical' as const }

/** The variable that points every @twurple package here; returns what puts it back. */
export function pointTwurpleAt({ port }: TwitchSimulator): () => void {
  const before = process.env.TWURPLE_MOCK_API_PORT
  process.env.TWURPLE_MOCK_API_PORT = String(port)
  return () => {
    if (before === undefined) delete process.env.TWURPLE_MOCK_API_PORT
    else process.env.TWURPLE_MOCK_API_PORT = before
  }
}

/** @twurple signed in as that user, with a token that it refreshes itself. */
export async function userClient(
  simulator: TwitchSimulator,
  login = 'mira',
  scopes = BROADCASTER_SCOPES
) {
  const auth = new RefreshingAuthProvider({ clientId, clientSecret })
  const token = await simulator.token({ login, scopes })
  await auth.addUserForToken({
    accessToken: token.access_token,
    refreshToken: token.refresh_token,
    scope: token.scope,
    expiresIn: token.expires_in,
    obtainmentTimestamp: Date.now(),
  })
  return { auth, api: new ApiClient({ authProvider: auth, logger: QUIET }) }
}

/** @twurple as the app itself. */
export function appClient(): ApiClient {
  const authProvider = new AppTokenAuthProvider(clientId, clientSecret)
  return new ApiClient({ authProvider, logger: QUIET })
}

/** Listens with TLS on a free port of this machine. */
class LoopbackAdapter extends ConnectionAdapter {
  #server: Server | null = null

  override createHttpServer(): Server {
    this.#server = createServer(selfSigned())
    return this.#server
  }

  override get listenUsingSsl(): boolean {
    return true
  }

  override get listenerPort(): number {
    return 0
  }

  override async getHostName(): Promise<string> {
    return `localhost:${await this.#port()}`
  }

  async #port(): Promise<number> {
    const server = this.#server
    if (!server) throw new Error('The listener has not been started')
    if (!server.listening) await once(server, 'listening')
    const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
      typeof address === 'object' && address !== null
    const address = server.address()
    if (!isAddress(address)) throw new Error('The listener has no port')
    return address.port
  }
}

export function socketListener(apiClient: ApiClient): EventSubWsListener {
  return new EventSubWsListener({ apiClient, logger: QUIET })
}

export function webhookListener(apiClient: ApiClient): EventSubHttpListener {
  const adapter = new LoopbackAdapter()
  return new EventSubHttpListener({
    apiClient,
    adapter,
    secret: 'conformance-secret',
    logger: QUIET,
  })
}
