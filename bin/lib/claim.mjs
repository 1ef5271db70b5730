import path from 'node:path'
import { endOrphans } from './children.mjs'
import { holderOf, tryLock } from './lock_file.mjs'
import { DATA_FOLDER } from './paths.mjs'
import { PlainError } from './plain_error.mjs'

const fileOf = (name) => path.join(DATA_FOLDER, `${name}.lock`)

export const childrenList = path.join(DATA_FOLDER, 'children.json')

const SENTENCES = {
  app: (pid) =>
    `Crowdcrit runs from this folder already (process ${pid}): stop that one with Ctrl-C, or use another clone with another PORT.`,
  tests: (pid) =>
    `Tests run in this folder already (process ${pid}): wait for them, or use another clone.`,
  bench: (pid) =>
    `A bench runs in this folder already (process ${pid}): wait for it, or use another clone.`,
  chaos: (pid) =>
    `The fault suite runs in this folder already (process ${pid}): wait for it, or use another clone.`,
}

/**
 * One running app, one test run, one bench and one fault suite a clone. What a killed command left running is ended first.
 *
 * @throws PlainError when another command has it.
 */
export async function claim(name, shutdown) {
  const release = tryLock(fileOf(name))
  if (!release) {
    const pid = holderOf(fileOf(name))?.pid ?? 'unknown'
    throw new PlainError(SENTENCES[name](pid))
  }

  shutdown.defer(release)
  if (name === 'app') {
    await endOrphans(childrenList)
  }
}
