import { execFile } from 'node:child_process'
import { ROOT } from '../../bin/lib/paths.mjs'
import type { Stage } from './stage.js'

/** Has the app's own command look, beside the running processes. */
export function verifyLedger({ apps }: Stage): Promise<{ exitCode: number; said: string }> {
  const { promise, resolve } = Promise.withResolvers<{ exitCode: number; said: string }>()
  const options = { cwd: ROOT, env: apps[0].environment }
  const command = ['ace.js', 'ledger:verify', '--json']
  const child = execFile(process.execPath, command, options, (_error, stdout, stderr) => {
    resolve({ exitCode: child.exitCode ?? 1, said: `${stdout}${stderr}`.trim() })
  })
  return promise
}
