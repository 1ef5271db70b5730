import path from 'node:path'

/**
 * The environment for a nested command: npm hands its own settings down as npm_* variables,
 * which would make an npm inside it act on the outer command's folder and flags.
 * The running Node comes first in the path, so that every tool finds the right one.
 */
export function cleanEnv(extra = {}, node = process.execPath) {
  const env = {}
  for (const [name, value] of Object.entries({ ...process.env, ...extra })) {
    if (!/^npm_/i.test(name) && name !== 'INIT_CWD') {
      env[name] = value
    }
  }

  const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  env[pathName] = [path.dirname(node), env[pathName]].filter(Boolean).join(path.delimiter)
  return env
}
