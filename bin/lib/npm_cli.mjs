import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { PlainError } from './plain_error.mjs'

/** npm's own script as a file, so that it can be run by a Node of our choice, without a shell. */
export function npmCli() {
  const found = candidates().find((file) => existsSync(file))
  if (!found) {
    throw new PlainError('npm was not found: install it together with Node.js 20 or newer.')
  }
  return found
}

function* candidatesInPath() {
  const folders = (process.env.PATH ?? process.env.Path ?? '').split(path.delimiter)
  for (const folder of folders.filter(Boolean)) {
    const link = path.join(folder, 'npm')
    if (process.platform !== 'win32' && existsSync(link)) {
      yield realpathSync(link)
    }
    yield path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')
  }
}

function candidates() {
  const bin = path.dirname(process.execPath)
  return [
    process.env.npm_execpath ?? '',
    path.join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    ...candidatesInPath(),
  ].filter((file) => path.basename(file) === 'npm-cli.js')
}
