import { spawn } from 'node:child_process'
import { cleanEnv } from './clean_env.mjs'
import { NODE_MAJOR, ensureRuntime, majorOf } from './node_runtime.mjs'
import { PlainError } from './plain_error.mjs'
import { Progress } from './progress.mjs'
import { endRunningCommands } from './run_command.mjs'
import { Shutdown } from './shutdown.mjs'

/**
 * Runs one of our commands: under the right Node (this script is started again with it when the running one is
 * older), with everything put back at its end, and with a sentence for what a person can put right.
 *
 * @param main called with `{ progress, shutdown, args }`, answers the exit code; not waited for any longer once we are told to end.
 * @param interruptedCode the exit code for that case.
 */
export async function command(main, { interruptedCode = 0 } = {}) {
  const progress = new Progress()
  const shutdown = new Shutdown()
  shutdown.defer(endRunningCommands)
  const context = { progress, shutdown, args: process.argv.slice(2) }
  let code = interruptedCode

  try {
    const work = isRecentEnough() ? main(context) : startAgain(context)
    const ended = await Promise.race([work, shutdown.requested.then(() => interruptedCode)])
    code = ended ?? 0
  } catch (error) {
    code = shutdown.isRequested ? interruptedCode : 1
    if (!shutdown.isRequested) {
      process.stderr.write(`\n${describe(error)}\n`)
    }
  }
  await shutdown.run()
  process.exit(code)
}

const isRecentEnough = () => majorOf(process.version) >= NODE_MAJOR

function describe(error) {
  if (error instanceof PlainError) {
    return error.message
  }
  const output = error?.output ? `\n${error.output}` : ''
  return `${error?.stack ?? error}${output}`
}

/** The channel between the two tells the inner one when the outer is killed outright. */
async function startAgain({ progress, shutdown, args }) {
  const node = await ensureRuntime(progress)
  const child = spawn(node, [process.argv[1], ...args], {
    env: cleanEnv({}, node),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
  shutdown.defer(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await ended
    }
  })
  return ended
}
