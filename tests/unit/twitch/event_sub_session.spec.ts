import { test } from '@japa/runner'
import { once } from 'node:events'
import { WebSocketServer, type WebSocket } from 'ws'
import { Backoff } from '#twitch/eventsub/backoff'
import { EventSubSession, type SessionListener } from '#twitch/eventsub/event_sub_session'
import { until } from '#tests/support/until'

/** A Twitch that does what it is told, good or bad. */
class FakeTwitch {
  #server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  sockets: WebSocket[] = []
  paths: string[] = []
  received: string[] = []

  async start() {
    this.#server.on('connection', (socket, request) => {
      this.sockets.push(socket)
      this.paths.push(request.url ?? '')
      socket.on('message', (data) => this.received.push(String(data)))
    })
    await once(this.#server, 'listening')
    return this
  }

  get url() {
    const address = this.#server.address()
    return `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  }

  async socket(index: number) {
    return until(`socket ${index} is there`, () => this.sockets[index])
  }

  async send(index: number, type: string, payload: unknown, more = {}) {
    const socket = await this.socket(index)
    const metadata = {
      message_id: 'm',
      message_type: type,
      message_timestamp: new Date().toISOString(),
      ...more,
    }
    socket.send(JSON.stringify({ metadata, payload }))
  }

  welcome(index: number, keepalive: number | null = 10) {
    const session = { id: `session-${index}`, keepalive_timeout_seconds: keepalive }
    return this.send(index, 'session_welcome', { session })
  }

  notify(index: number, id: string) {
    return this.send(index, 'notification', {
      subscription: { id: 's', type: 't', version: '1' },
      event: { id },
    })
  }

  stop() {
    this.sockets.forEach((socket) => socket.terminate())
    this.#server.close()
  }
}

function listen() {
  const heard: string[] = []
  const listener: SessionListener = {
    onConnected: ({ sessionId, isResumed }) => heard.push(`connected ${sessionId} ${isResumed}`),
    onHeard: () => {},
    onMessage: ({ event }) => heard.push(`message ${event.id('id')}`),
    onRevoked: ({ type, status }) => heard.push(`revoked ${type} ${status}`),
    onLost: (reason) => heard.push(`lost ${reason}`),
    onUnusable: (kind, reason) => heard.push(`unusable ${kind}: ${reason}`),
  }
  return { heard, listener }
}

test.group('EventSub session', (group) => {
  let twitch: FakeTwitch
  let session: EventSubSession
  let heard: string[]

  group.each.setup(async () => {
    twitch = await new FakeTwitch().start()
    const ears = listen()
    heard = ears.heard
    session = new EventSubSession(() => twitch.url, ears.listener, new Backoff(1, 1))
    session.start()
    return () => {
      session.stop()
      twitch.stop()
    }
  })

  const hears = (what: string) => until(`"${what}" is heard`, () => heard.includes(what))

  test('every hostile frame is survived, and the next message arrives', async ({ assert }) => {
    await twitch.welcome(0)
    const socket = await twitch.socket(0)
    const frames = [
      '',
      'null',
      '[]',
      '"text"',
      '{',
      '{}',
      '{"metadata":null}',
      '{"metadata":{"message_type":"notification"}}',
      '{"metadata":{"message_type":"session_welcome"},"payload":{}}',
      '{"metadata":{"message_type":"session_reconnect"},"payload":{"session":{"reconnect_url":"file:///etc/passwd"}}}',
      '{"metadata":{"message_type":"revocation"},"payload":{"subscription":{}}}',
      `{"metadata":{"message_type":"${'x'.repeat(500)}"}}`,
      '{"__proto__":{"metadata":{}},"constructor":1}',
    ]
    for (const [index, frame] of frames.entries()) {
      socket.send(frame)
      socket.send(Buffer.from([0xff, 0xfe, 0x00]))
      await twitch.notify(0, String(index))
    }

    await hears(`message ${frames.length - 1}`)
    assert.lengthOf(
      heard.filter((line) => line.startsWith('message')),
      frames.length
    )
    assert.lengthOf(
      heard.filter((line) => line.startsWith('unusable')),
      frames.length * 2
    )
    assert.lengthOf(twitch.sockets, 1)
    assert.deepEqual(twitch.received, [])
  })

  test('a frame beyond a megabyte ends the connection, not the process', async () => {
    await twitch.welcome(0)
    const socket = await twitch.socket(0)
    socket.send('x'.repeat(1_100_000))
    await twitch.welcome(1)
    await hears('connected session-1 false')
  })

  test('moves with both sockets open, and hears both meanwhile', async ({ assert }) => {
    await twitch.welcome(0)
    await twitch.send(0, 'session_reconnect', {
      session: { reconnect_url: `${twitch.url}/there?a=b` },
    })
    await twitch.socket(1)
    await twitch.notify(0, 'old')
    await hears('message old')
    assert.equal(twitch.paths[1], '/there?a=b')

    await twitch.welcome(1)
    await hears('connected session-1 true')
    const [old] = twitch.sockets
    await until('the old socket is closed', () => old?.readyState === 3)
    await twitch.notify(1, 'new')
    await hears('message new')
    assert.notInclude(heard.join(), 'lost')
  })

  test('stays when the move fails, and starts anew when it is too late', async ({ assert }) => {
    await twitch.welcome(0)
    await twitch.send(0, 'session_reconnect', { session: { reconnect_url: `${twitch.url}/there` } })
    const next = await twitch.socket(1)
    next.close(4007)
    await twitch.notify(0, 'still_here')
    await hears('message still_here')

    const old = await twitch.socket(0)
    old.close(4004)
    await twitch.welcome(2)
    await hears('connected session-2 false')
    assert.include(heard, 'lost The move to another server took too long.')
  })

  test('a revocation is told', async () => {
    await twitch.welcome(0)
    await twitch.send(0, 'revocation', {
      subscription: { id: 's', type: 't', status: 'authorization_revoked' },
    })
    await hears('revoked t authorization_revoked')
  })

  test('silence is a loss', async () => {
    await twitch.welcome(0, 0)
    await hears('lost Twitch fell silent.')
    await twitch.welcome(1)
    await hears('connected session-1 false')
  })

  test('after stop nothing happens any more', async ({ assert }) => {
    await twitch.welcome(0)
    await hears('connected session-0 false')
    session.stop()
    const socket = await twitch.socket(0)
    await until('the socket is closed', () => socket.readyState === 3)
    assert.lengthOf(heard, 1)
  })
})

test.group('Backoff', () => {
  test('doubles its bound, with full jitter, up to a limit', ({ assert }) => {
    const backoff = new Backoff(100, 1_000, () => 0.999)
    const waits = Array.from({ length: 6 }, () => backoff.next())
    assert.deepEqual(waits, [99, 199, 399, 799, 999, 999])
    backoff.reset()
    assert.equal(backoff.next(), 99)
    assert.equal(new Backoff(100, 1_000, () => 0).next(), 0)
  })
})
