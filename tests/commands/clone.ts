import { cp, mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { cleanEnv } from '../../bin/lib/clean_env.mjs'
import { quietPort } from '../../bin/lib/free_port.mjs'
import { npmCli } from '../../bin/lib/npm_cli.mjs'
import { ROOT } from '../../bin/lib/paths.mjs'
import { runCommand } from '../../bin/lib/run_command.mjs'

/** A copy of this project with everything installed, that can be run and changed. */
export class Clone {
  private constructor(readonly folder: string) {}

  static async of(folder: string): Promise<Clone> {
    const clone = new Clone(folder)
    for (const file of await clone.files(ROOT)) {
      await mkdir(path.dirname(clone.path(file)), { recursive: true })
      await cp(path.join(ROOT, file), clone.path(file))
    }
    await linkPackages(path.join(ROOT, 'node_modules'), clone.path('node_modules'))
    return clone
  }

  path = (...parts: string[]) => path.join(this.folder, ...parts)

  /** All that git knows, or would. */
  async files(of = ROOT): Promise<string[]> {
    const kinds = ['--cached', '--others', '--exclude-standard', '-z']
    const stdout = await runCommand('git', ['ls-files', ...kinds], { cwd: of })
    const files: string[] = stdout.split('\0').filter(Boolean)
    const isThere = await Promise.all(files.map((file) => exists(path.join(of, file))))
    return files.filter((_, index) => isThere[index])
  }

  /** Files of the project that differ here. */
  async changed(): Promise<string[]> {
    const files = await this.files(ROOT)
    const isSame = await Promise.all(
      files.map(async (file) => {
        const [ours, theirs] = await Promise.all([
          readFile(path.join(ROOT, file)),
          readFile(this.path(file)),
        ])
        return ours.equals(theirs)
      })
    )
    return files.filter((_, index) => !isSame[index])
  }

  /** As npm installs it: packed, and unpacked among the others. */
  async install(name: string, from: string): Promise<void> {
    const aside = this.path('.data', 'installing')
    await mkdir(aside, { recursive: true })
    const quiet = ['--no-save', '--offline', '--no-audit', '--legacy-peer-deps', '--ignore-scripts']
    const args = [npmCli(), 'install', '--install-links', ...quiet, '--prefix', aside, from]
    await runCommand(process.execPath, args, { cwd: aside, env: cleanEnv() })
    await rename(path.join(aside, 'node_modules', name), this.path('node_modules', name))
  }

  async edit(file: string, change: (text: string) => string): Promise<void> {
    await writeFile(this.path(file), change(await readFile(this.path(file), 'utf8')))
  }

  ace(...args: string[]) {
    return this.#run(['ace.js', ...args], {})
  }

  /** @returns what the runner says */
  async test(suite: string, files: string[], databaseUrl: string): Promise<string> {
    const port = String(await quietPort())
    const wanted = files.flatMap((file) => ['--files', file])
    return this.#run(['--import=@poppinss/ts-exec', 'bin/test.ts', suite, ...wanted], {
      PORT: port,
      APP_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: databaseUrl,
      DATABASE_DIRECT_URL: databaseUrl,
      TEST_SHARED: '',
      ENV_PATH: this.path('tests'),
    })
  }

  /** Refreshes the generated lists, as every command that runs tests or the app does. */
  index() {
    return this.#run(['--import=@poppinss/ts-exec', 'bin/index_files.ts'], {})
  }

  async #run(args: string[], env: Record<string, string>): Promise<string> {
    try {
      return await runCommand(process.execPath, args, { cwd: this.folder, env: cleanEnv(env) })
    } catch (error) {
      throw new Error(`${args.join(' ')} failed:\n${Object(error).output}`)
    }
  }
}

/** Each package by a link, so that others can be put beside them. */
async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const name of await readdir(from)) {
    const isScope = name.startsWith('@')
    await (isScope
      ? linkPackages(path.join(from, name), path.join(to, name))
      : symlink(path.join(from, name), path.join(to, name)))
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await readFile(file)
    return true
  } catch {
    return false
  }
}
