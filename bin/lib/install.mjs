import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cleanEnv } from './clean_env.mjs'
import { withLock } from './lock_file.mjs'
import { npmCli } from './npm_cli.mjs'
import { ROOT } from './paths.mjs'
import { PlainError } from './plain_error.mjs'
import { runCommand } from './run_command.mjs'

const stampOf = (root) => path.join(root, 'node_modules', '.crowdcrit-lock')

function fingerprint(root) {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json']) {
    hash.update(readFileSync(path.join(root, file)))
  }
  // Binaries differ by platform: a folder shared with a container or WSL is installed again.
  return `${hash.digest('hex')} ${process.platform}-${process.arch}`
}

/**
 * Whether node_modules is what the lock file says. The stamp is written last, so an
 * install that was cut off is done again.
 */
export function isInstalled(root = ROOT) {
  const stamp = stampOf(root)
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === fingerprint(root)
}

/** `npm ci` when it is needed. Two commands started at once do it once. */
export async function ensureInstalled(progress, root = ROOT) {
  if (isInstalled(root)) {
    return
  }

  await withLock(path.join(root, '.data', 'install.lock'), async () => {
    if (!isInstalled(root)) {
      await progress.step('Installing packages (npm ci)', () => install(root))
    }
  })
}

async function install(root) {
  // No install script is needed: see allowScripts in package.json and hydrateLinks here.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  try {
    const env = cleanEnv({ NODE_ENV: 'development' })
    await runCommand(process.execPath, [npmCli(), 'ci', ...flags, '--include=dev'], {
      cwd: root,
      env,
    })
  } catch (error) {
    throw new PlainError(`npm ci failed.\n${error.output ?? error.message}`)
  }
  writeFileSync(stampOf(root), `${fingerprint(root)}\n`)
}
