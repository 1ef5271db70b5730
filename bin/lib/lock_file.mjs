import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readJson } from './json_file.mjs'
import { PlainError } from './plain_error.mjs'
import { birthOf, isSameProcess } from './process_identity.mjs'
import { waitFor } from './wait_for.mjs'

/**
 * Takes the lock if it is free or its holder is dead, and returns how to release it; null
 * otherwise. The file is written aside and linked into place, so it is never seen empty.
 */
export function tryLock(file) {
  mkdirSync(path.dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.tmp`
  writeFileSync(draft, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) }))

  try {
    dropWhenAbandoned(file)
    linkSync(draft, file)
    return () => rmSync(file, { force: true })
  } catch (error) {
    if (error.code === 'EEXIST') {
      return null
    }
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

export function holderOf(file) {
  const holder = readJson(file)
  return holder && isSameProcess(holder) ? holder : null
}

/**
 * Moved away before it is judged again: two commands that find the same dead holder at once must not
 * remove the lock the other has just taken.
 */
function dropWhenAbandoned(file) {
  const holder = readJson(file)
  if (!holder || isSameProcess(holder)) {
    return
  }

  const grave = `${file}.${process.pid}.old`
  try {
    renameSync(file, grave)
    const buried = readJson(grave)
    if (buried && isSameProcess(buried)) {
      linkSync(grave, file)
    }
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') {
      throw error
    }
  } finally {
    rmSync(grave, { force: true })
  }
}

/**
 * Runs `work` while holding the lock, after waiting for another command that holds it.
 *
 * @throws PlainError when it is still held after `within` milliseconds.
 */
export async function withLock(file, work, { within = 300_000 } = {}) {
  const release = await waitFor(() => tryLock(file), { within, every: 200 })
  if (!release) {
    const holder = holderOf(file)
    throw new PlainError(
      `Process ${holder?.pid ?? '(unknown)'} has held ${file} for long: end it, then try again.`
    )
  }

  try {
    return await work()
  } finally {
    release()
  }
}
