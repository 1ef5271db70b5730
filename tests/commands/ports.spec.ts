import net from 'node:net'
import path from 'node:path'
import { test } from '@japa/runner'
import { assertPortFree, freePort, quietPort } from '../../bin/lib/free_port.mjs'
import { rememberedPort } from '../../bin/lib/ports.mjs'
import { temporaryFolder } from './temporary_folder.js'

function occupy(port: number) {
  return new Promise<() => Promise<void>>((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port }, () =>
      resolve(() => new Promise((closed) => server.close(() => closed())))
    )
  })
}

test.group('Ports', () => {
  test('a port in use gives one sentence with the port and the way out', async ({
    assert,
    cleanup,
  }) => {
    const port = await freePort()
    cleanup(await occupy(port))

    await assert.rejects(
      () => assertPortFree('127.0.0.1', port),
      new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use by another program: .*PORT=`)
    )
  })

  test('a port that is no number is refused', async ({ assert }) => {
    await assert.rejects(() => assertPortFree('127.0.0.1', Number('http')), /PORT must be a number/)
    await assert.rejects(() => assertPortFree('127.0.0.1', 70_000), /PORT must be a number/)
  })

  test('a host that is not ours is refused', async ({ assert }) => {
    await assert.rejects(() => assertPortFree('192.0.2.1', 3333), /check HOST and PORT/)
  })

  test('a quiet port is none that systems hand out', async ({ assert }) => {
    assert.isBelow(await quietPort(), 32_768)
  })

  test('a remembered port is kept while it is free, and replaced when it is not', async ({
    assert,
    cleanup,
  }) => {
    const file = path.join(temporaryFolder(cleanup), 'ports.json')
    const first = await rememberedPort('twitch', file)
    assert.equal(await rememberedPort('twitch', file), first)

    cleanup(await occupy(first))
    assert.notEqual(await rememberedPort('twitch', file), first)
  })
})
