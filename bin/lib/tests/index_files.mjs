import { cleanEnv } from '../clean_env.mjs'
import { ROOT } from '../paths.mjs'
import { runCommand } from '../run_command.mjs'

/** Once for all processes, which would trip over each other's writing. */
export async function writeIndexFiles() {
  const script = ['--import=@poppinss/ts-exec', 'bin/index_files.ts']
  await runCommand(process.execPath, script, { cwd: ROOT, env: cleanEnv() })
}
