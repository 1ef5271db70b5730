import { createServer, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { test } from '@japa/runner'
import { PictureRefused } from '#packs/pictures/picture_refused'
import { readUpload } from '#packs/pictures/read_upload'

/** A server that reads an upload, and what came of it. */
async function receiving(read: (body: IncomingMessage) => Promise<Buffer>) {
  const outcome = Promise.withResolvers<Buffer>()
  const server = createServer((request, response) => {
    const done = (work: () => void) => {
      work()
      response.end('told')
    }
    read(request).then(
      (bytes) => done(() => outcome.resolve(bytes)),
      (error: unknown) => done(() => outcome.reject(error))
    )
  })
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  return { server, outcome: outcome.promise }
}

/** A client that says it sends ten bytes, and then sends these. */
function send(server: Server, bytes: string) {
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n${bytes}`)
  return socket
}

test.group('Packs | reading an upload', () => {
  const interrupted = async (outcome: Promise<Buffer>) => {
    const error: unknown = await outcome.then(
      () => null,
      (reason: unknown) => reason
    )
    return error instanceof PictureRefused ? error.fault : error
  }

  test('all of it', async ({ assert, cleanup }) => {
    const { server, outcome } = await receiving((body) => readUpload(body))
    cleanup(() => void server.close())
    const socket = send(server, '0123456789')
    assert.equal(String(await outcome), '0123456789')
    socket.destroy()
  })

  test('not waited for: a client that has gone', async ({ assert, cleanup }) => {
    const { server, outcome } = await receiving((body) => readUpload(body))
    cleanup(() => void server.close())
    const socket = send(server, '0123')
    socket.once('connect', () => socket.destroySoon())
    assert.equal(await interrupted(outcome), 'interrupted')
  })

  test('not waited for: a client that says nothing more, and it is told', async ({
    assert,
    cleanup,
  }) => {
    const { server, outcome } = await receiving((body) => readUpload(body, 50))
    cleanup(() => void server.close())
    const socket = send(server, '0123')
    assert.equal(await interrupted(outcome), 'interrupted')
    const [answer] = await new Promise<Buffer[]>((resolve) =>
      socket.once('data', (chunk) => resolve([chunk]))
    )
    assert.match(String(answer), /told/)
    socket.destroy()
  })

  test('not waited for: a body that was read already', async ({ assert, cleanup }) => {
    const { server, outcome } = await receiving(async (body) => {
      await buffer(body)
      return readUpload(body)
    })
    cleanup(() => void server.close())
    const socket = send(server, '0123456789')
    assert.equal(await interrupted(outcome), 'interrupted')
    socket.destroy()
  })
})
