import { availableParallelism } from 'node:os'
import { checkLockFile } from './check/lock_file.mjs'
import { checks } from './check/checks.mjs'
import { cleanEnv } from './clean_env.mjs'
import { eachAtMost } from './each_at_most.mjs'
import { ensureInstalled } from './install.mjs'
import { ROOT } from './paths.mjs'
import { PlainError } from './plain_error.mjs'
import { runCommand } from './run_command.mjs'

/** Each takes a core and up to 2 GB. */
const AT_ONCE = Math.min(2, availableParallelism())

/** `npm run check`: everything that is judged without running the app. All of it runs, then the failures are shown. */
export async function check({ progress }) {
  const failures = []
  const attempt = async (label, work) => {
    try {
      await progress.step(label, work)
    } catch (error) {
      failures.push({ label, output: error.output || error.message })
    }
  }

  await attempt('lock file', judgeLockFile)
  await ensureInstalled(progress)
  await eachAtMost(AT_ONCE, checks(), ({ label, args }) =>
    attempt(label, async () => {
      await runCommand(process.execPath, args, { cwd: ROOT, env: cleanEnv() })
    })
  )
  return report(progress, failures)
}

function judgeLockFile() {
  const faults = checkLockFile(ROOT)
  if (faults.length > 0) {
    throw new PlainError(faults.join('\n'))
  }
}

function report(progress, failures) {
  for (const { label, output } of failures) {
    progress.line(`\n--- ${label}\n${output}`)
  }
  const names = failures.map(({ label }) => label).join(', ')
  progress.line(failures.length === 0 ? '\nAll checks passed.' : `\nFailed: ${names}.`)
  return failures.length === 0 ? 0 : 1
}
