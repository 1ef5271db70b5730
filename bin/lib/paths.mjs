import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this clone, wherever the command is called from. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '')

/** What the commands keep between two runs: database, ports, logs, locks. Never committed. */
export const DATA_FOLDER = path.join(ROOT, '.data')

export const RUNTIME_FOLDER = path.join(ROOT, '.runtime')

export const BUILD_FOLDER = path.join(ROOT, 'build')

export const fromRoot = (...parts) => path.join(ROOT, ...parts)
