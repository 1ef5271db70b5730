import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from '@japa/runner'
import { endOrphans } from '../../bin/lib/children.mjs'
import { holderOf, tryLock, withLock } from '../../bin/lib/lock_file.mjs'
import { birthOf, isAlive } from '../../bin/lib/process_identity.mjs'
import { waitFor } from '../../bin/lib/wait_for.mjs'
import { temporaryFolder } from './temporary_folder.js'

const CHILDREN = pathToFileURL(path.resolve(import.meta.dirname, '../../bin/lib/children.mjs')).href

const STUBBORN = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)`

/** A command with one child that would run for ever; prints the child's id. */
const commandWithChild = (folder: string) => `
  import { Children } from ${JSON.stringify(CHILDREN)}
  const children = new Children(${JSON.stringify({ list: path.join(folder, 'list.json'), logs: folder })})
  const { child } = children.start('forever', ['-e', 'setInterval(() => {}, 1000); console.log(1)'], {
    onLine: () => console.log(child.pid),
  })
  process.once('SIGTERM', () => children.stop().then(() => process.exit(0)))
`

function run(script: string, ...flags: string[]): ChildProcess {
  return spawn(process.execPath, [...flags, '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function firstLine(process_: ChildProcess): Promise<string> {
  const [text] = await once(process_.stdout ?? process_, 'data')
  return String(text).trim()
}

const isGone = (pid: number) => waitFor(() => !isAlive(pid), { within: 10_000 })

test.group('Children', () => {
  test('end with the command, even when it is killed outright', async ({ assert, cleanup }) => {
    const folder = temporaryFolder(cleanup)
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const command = run(commandWithChild(folder), '--input-type=module')
      const child = Number(await firstLine(command))
      assert.isTrue(isAlive(child))

      command.kill(signal)
      assert.isTrue(await isGone(child), signal)
    }
  })

  test('that were left behind are ended by the next start', async ({ assert, cleanup }) => {
    const list = path.join(temporaryFolder(cleanup), 'children.json')
    const orphan = run(`${STUBBORN}; console.log('up')`)
    cleanup(() => void orphan.kill('SIGKILL'))
    await firstLine(orphan)
    const pid = orphan.pid ?? 0
    writeFileSync(list, JSON.stringify([{ name: 'app', pid, birth: birthOf(pid) }]))

    await endOrphans(list, { ending: 200, grace: 500 })
    assert.isFalse(isAlive(pid))
  })

  test('a process that was given an old id is left alone', async ({ assert, cleanup }) => {
    const list = path.join(temporaryFolder(cleanup), 'children.json')
    const stranger = run(`${STUBBORN}; console.log('up')`)
    cleanup(() => void stranger.kill('SIGKILL'))
    await firstLine(stranger)
    const pid = stranger.pid ?? 0
    writeFileSync(list, JSON.stringify([{ name: 'app', pid, birth: 'another day' }]))

    await endOrphans(list)
    assert.isTrue(isAlive(pid))
  })
})

test.group('Lock files', () => {
  test('one at a time', async ({ assert, cleanup }) => {
    const file = path.join(temporaryFolder(cleanup), 'lock')
    const release = tryLock(file)

    assert.isFunction(release)
    assert.isNull(tryLock(file))
    assert.equal(holderOf(file)?.pid, process.pid)
    release?.()
    assert.isNull(holderOf(file))
  })

  test('a dead holder does not count, nor a live process with its id', ({ assert, cleanup }) => {
    const file = path.join(temporaryFolder(cleanup), 'lock')
    for (const holder of [{ pid: 2 ** 22 + 1 }, { pid: process.pid, birth: 'another day' }]) {
      writeFileSync(file, JSON.stringify(holder))
      const release = tryLock(file)
      assert.isFunction(release)
      release?.()
    }
  })

  test('who waits gets it, and an error gives it back', async ({ assert, cleanup }) => {
    const folder = temporaryFolder(cleanup)
    const file = path.join(folder, 'lock')
    const log = path.join(folder, 'log')
    writeFileSync(log, '')
    const write = (name: string) =>
      withLock(file, async () => {
        const before = readFileSync(log, 'utf8')
        await new Promise((resolve) => setImmediate(resolve))
        writeFileSync(log, `${before}${name}`)
      })

    await assert.rejects(() => withLock(file, () => Promise.reject(new Error('broken'))), 'broken')
    await Promise.all([write('a'), write('b'), write('c')])
    assert.lengthOf(readFileSync(log, 'utf8'), 3)
  })
})
