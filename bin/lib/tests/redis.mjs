import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../free_port.mjs'
import { PlainError } from '../plain_error.mjs'
import { waitFor } from '../wait_for.mjs'

const answers = (port) =>
  new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port })
    socket.setTimeout(1000, () => socket.destroy())
    socket.once('connect', () => socket.write('PING\r\n'))
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('+PONG'))
      socket.destroy()
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })

/** An empty Redis that keeps nothing, for one test run. Returns its address. */
export async function startRedis(program, shutdown) {
  const folder = mkdtempSync(path.join(tmpdir(), 'crowdcrit-redis-'))
  const port = await freePort()
  const flags = [
    '--port',
    port,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
  ]
  const redis = spawn(program, flags.map(String), { stdio: 'ignore', windowsHide: true })
  const ended = new Promise((resolve) => redis.once('exit', resolve).once('error', resolve))

  shutdown.defer(async () => {
    redis.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  if (!(await waitFor(() => answers(port), { within: 15_000 }))) {
    throw new PlainError(`${program} did not start on port ${port}.`)
  }
  return `redis://127.0.0.1:${port}`
}
