import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import { checkConnection } from '../../../foundry_module/src/bridge/check_connection.ts'
import type { SavedConnection } from '../../../foundry_module/src/bridge/saved_connection.ts'

const ABOUT = {
  app: 'crowdcrit',
  serverVersion: '1.2.3',
  serverTime: '2030-01-01T20:00:00Z',
  protocol: 1,
  oldestProtocol: 1,
}

type Answer = [status: number, body: unknown]

/** A server that answers so, by path; 404 with the rest. */
async function serving(answers: Record<string, Answer>, run: (url: string) => Promise<void>) {
  const answer: RequestListener = (request, response) => {
    const path = (request.url ?? '').replace('/api/foundry/v1', '')
    const [status, body] = answers[path] ?? [404, {}]
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

function paired(url: string) {
  const saved: SavedConnection = {
    url,
    token: 'secret',
    previous: null,
    issuedAt: 0,
    connectionId: 'c',
    campaign: { id: '1', name: 'One' },
  }
  return { saved, store: { load: async () => saved, save: async () => {} } }
}

const problem = (name: string) => ({ name: 'problem', problem: name })

test.group('Foundry module | a test of the connection', () => {
  test('{problem}: {what}')
    .with([
      { problem: 'notCrowdcrit', what: 'a page of its own', answer: [200, '<h1>Hi</h1>'] },
      { problem: 'notCrowdcrit', what: 'another API', answer: [200, { app: 'other' }] },
      { problem: 'notCrowdcrit', what: 'nothing there', answer: [404, {}] },
      {
        problem: 'moduleTooOld',
        what: 'a newer server',
        about: { protocol: 9, oldestProtocol: 2 },
      },
      {
        problem: 'moduleTooNew',
        what: 'an older server',
        about: { protocol: 0, oldestProtocol: 0 },
      },
      { problem: 'serverTrouble', what: 'a fault', answer: [503, {}] },
      { problem: 'tooMany', what: 'too many', answer: [429, {}] },
    ])
    .run(async ({ assert }, { problem: expected, answer, about }) => {
      const given = (answer ?? [200, { ...ABOUT, ...about }]) as Answer
      await serving({ '/about': given }, async (url) => {
        assert.deepEqual(await checkConnection(url, null, 'http:'), problem(expected))
      })
    })

  test('a server that is not there, and one that the browser would block', async ({ assert }) => {
    let gone = ''
    await serving({}, async (url) => void (gone = url))
    assert.deepEqual(await checkConnection(gone, null, 'http:'), problem('unreachable'))
    assert.deepEqual(
      await checkConnection('http://crowdcrit.example', null, 'https:'),
      problem('mixedContent')
    )
  })

  test('a pairing is tried as well', async ({ assert }) => {
    const refusal = (code: string) => ({ error: { code, message: '' } })
    const lease = { held: false, fencing: 1, holder: 'Ada', ttl: 60 }
    const beat = { serverTime: ABOUT.serverTime, head: 0, paused: false, lease }
    const found = async (answer: Answer) => {
      let finding: unknown
      await serving({ '/about': [200, ABOUT], '/heartbeat': answer }, async (url) => {
        finding = await checkConnection(url, paired(url), 'http:')
      })
      return finding
    }

    assert.deepInclude(await found([200, beat]), { name: 'ok', serverVersion: '1.2.3' })
    assert.deepEqual(await found([401, refusal('invalid_token')]), problem('unknownKey'))
    assert.deepEqual(await found([403, refusal('archived')]), problem('archived'))
    assert.deepEqual(await found([403, refusal('another_world')]), problem('unknownKey'))
    assert.deepEqual(await found([500, {}]), problem('serverTrouble'))
  })
})
