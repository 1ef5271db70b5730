import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { inspect } from 'node:util'
import env from '#start/env'
import { TwitchClient } from '#twitch/api/twitch_client'
import { OauthClient } from '#twitch/tokens/oauth_client'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { createStreamer, useSimulator } from '#tests/support/streamer'

/** A server that quotes whatever it was sent in its error, as some proxies do. */
async function startEcho() {
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      response.statusCode = 418
      response.end(`${request.url} ${JSON.stringify(request.headers)} ${body}`)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { server, port: typeof address === 'object' && address ? address.port : 0 }
}

test.group('No secret in an error', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({ users: [{ login: 'mira' }] })
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    useSimulator(simulator)
    await db.from('users').delete()
  })

  test('even from a server that quotes everything', async ({ assert, cleanup }) => {
    const { token, twitchId } = await createStreamer(simulator, 'mira')
    const { server, port } = await startEcho()
    cleanup(() => {
      server.close()
      useSimulator(simulator)
    })
    env.set('TWURPLE_MOCK_API_PORT', port)

    const client = await app.container.make(TwitchClient)
    const oauth = new OauthClient()
    const calls = [
      () => client.channelPoints.getCustomRewards(twitchId),
      () => oauth.refresh(token.refresh_token ?? ''),
      () => oauth.revoke(token.access_token),
      () => oauth.validate(token.access_token),
      () => oauth.appToken(),
    ]
    for (const call of calls) {
      const error = await call().catch((caught: unknown) => caught)
      const printed = inspect(error, { depth: 10, showHidden: true })
      assert.instanceOf(error, Error)
      assert.notInclude(printed, token.access_token)
      assert.notInclude(printed, token.refresh_token ?? '-')
      assert.notInclude(printed, TwitchSimulator.clientSecret)
    }
  })
})
