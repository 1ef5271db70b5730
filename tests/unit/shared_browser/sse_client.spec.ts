import { test } from '@japa/runner'
import { backoff } from '../../../shared_browser/backoff.ts'
import { openStream, type StreamState } from '../../../shared_browser/sse_client.ts'

/** A server in memory: each connection is answered by the next of the given answers. */
function fakeServer(...answers: (() => Response | Promise<Response>)[]) {
  const seen: Record<string, string>[] = []
  const ask: typeof fetch = async (_url, init) => {
    seen.push(Object.fromEntries(new Headers(init?.headers)))
    const answer = answers[seen.length - 1]
    return answer ? await answer() : new Promise<Response>(() => {})
  }
  return { ask, seen }
}

function streamOf(...messages: unknown[]) {
  const text = messages.map((payload) => `data: ${JSON.stringify(payload)}\n\n`).join('')
  return new Response(text, { headers: { 'Content-Type': 'text/event-stream' } })
}

function refusal(status: number, code: string, headers: Record<string, string> = {}) {
  return Response.json({ error: { code, message: 'No.' } }, { status, headers })
}

/** Resolves when a state of that name was reported for the nth time. */
function watcher() {
  const states: StreamState[] = []
  const waiting: (() => void)[] = []
  return {
    states,
    onState(state: StreamState) {
      states.push(state)
      for (const check of waiting) check()
    },
    until(condition: () => boolean) {
      return new Promise<void>((resolve) => {
        const check = () => condition() && resolve()
        waiting.push(check)
        check()
      })
    },
  }
}

test.group('Backoff', () => {
  test('doubles its ceiling from one second to thirty', ({ assert }) => {
    const ceilings = [0, 1, 2, 3, 4, 5, 6, 1000].map((attempt) => backoff(attempt, () => 1))
    assert.deepEqual(ceilings, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
    assert.equal(
      backoff(5, () => 0),
      0
    )
  })
})

test.group('SSE client', () => {
  test('delivers payloads, hides pings, survives nonsense and a listener that throws', async ({
    assert,
    cleanup,
  }) => {
    const warn = console.warn
    console.warn = () => {}
    cleanup(() => {
      console.warn = warn
    })
    const server = fakeServer(() =>
      streamOf(
        { channel: '$$transmit/ping', payload: {} },
        'nonsense',
        { channel: 'x', payload: { event: 'boom' } },
        { channel: 'x', payload: { event: 'poke' } }
      )
    )
    const watch = watcher()
    const received: unknown[] = []
    const stream = openStream({
      url: 'http://stand.in/stream',
      headers: () => ({ Authorization: 'Bearer t' }),
      onMessage(payload) {
        received.push(payload)
        if (received.length === 1) throw new Error('boom')
      },
      onState: watch.onState,
      fetch: server.ask,
    })
    cleanup(() => stream.close())

    await watch.until(() => watch.states.some(({ name }) => name === 'waiting'))
    assert.deepEqual(received, [{ event: 'boom' }, { event: 'poke' }])
    assert.equal(server.seen[0].authorization, 'Bearer t')
    assert.equal(server.seen[0].accept, 'text/event-stream')
  })

  test('comes back after failures, with the headers of the moment', async ({ assert, cleanup }) => {
    const server = fakeServer(
      () => Promise.reject(new TypeError('Failed to fetch')),
      () => refusal(503, 'E_AWAY'),
      () => streamOf()
    )
    const watch = watcher()
    let token = 0
    const stream = openStream({
      url: () => 'http://stand.in/stream',
      headers: () => ({ Authorization: `Bearer ${++token}` }),
      onMessage() {},
      onState: watch.onState,
      fetch: server.ask,
      random: () => 0,
    })
    cleanup(() => stream.close())

    await watch.until(() => watch.states.some(({ name }) => name === 'open'))
    assert.deepEqual(
      watch.states.map(({ name }) => name),
      ['connecting', 'waiting', 'connecting', 'waiting', 'connecting', 'open']
    )
    assert.deepInclude(watch.states[1], { status: null, code: null })
    assert.deepInclude(watch.states[3], { status: 503, code: 'E_AWAY' })
    assert.deepEqual(
      server.seen.map(({ authorization }) => authorization),
      ['Bearer 1', 'Bearer 2', 'Bearer 3']
    )
  })

  test('stops for good on {$self}')
    .with([401, 403, 410])
    .run(async ({ assert }, status) => {
      const server = fakeServer(() => refusal(status, 'E_REVOKED'))
      const watch = watcher()
      openStream({
        url: 'http://stand.in/stream',
        headers: () => ({}),
        onMessage() {},
        onState: watch.onState,
        fetch: server.ask,
        random: () => 0,
      })

      await watch.until(() => watch.states.some(({ name }) => name === 'stopped'))
      assert.deepEqual(watch.states.at(-1), { name: 'stopped', status, code: 'E_REVOKED' })
      assert.lengthOf(server.seen, 1)
    })

  test('waits as long as the server asks, unless it is woken', async ({ assert, cleanup }) => {
    const server = fakeServer(
      () => refusal(429, 'E_TOO_MANY', { 'Retry-After': '60' }),
      () => streamOf()
    )
    const watch = watcher()
    let wake = () => {}
    const stream = openStream({
      url: 'http://stand.in/stream',
      headers: () => ({}),
      onMessage() {},
      onState: watch.onState,
      fetch: server.ask,
      onWake(callback) {
        wake = callback
        return () => {}
      },
    })
    cleanup(() => stream.close())

    await watch.until(() => watch.states.some(({ name }) => name === 'waiting'))
    assert.deepInclude(watch.states[1], { retryInMs: 60_000, status: 429 })
    wake()
    await watch.until(() => watch.states.some(({ name }) => name === 'open'))
    assert.lengthOf(server.seen, 2)
  })

  test('says nothing more once closed', async ({ assert }) => {
    const server = fakeServer(() => streamOf({ channel: 'x', payload: 1 }))
    const watch = watcher()
    const stream = openStream({
      url: 'http://stand.in/stream',
      headers: () => ({}),
      onMessage() {
        stream.close()
      },
      onState: watch.onState,
      fetch: server.ask,
    })

    await watch.until(() => watch.states.some(({ name }) => name === 'open'))
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(
      watch.states.map(({ name }) => name),
      ['connecting', 'open']
    )
  })
})
