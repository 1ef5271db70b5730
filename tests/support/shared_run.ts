import { closeSync, openSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Group, Suite, Test } from '@japa/runner/core'
import type { PluginFn } from '@japa/runner/types'

type Item = Test | Group

/**
 * `npm test` shares the spec files among several processes. Each knows all of them and plays those that no other has
 * taken; `bin/lib/tests/` starts the processes, and reads from what is printed here where a file begins and ends.
 *
 * @param folder where an empty file says of each spec file that it is taken
 * @param isBackward whether this process begins with the last suite
 */
export function sharedRun(folder: string, isBackward: boolean): PluginFn {
  return ({ config, runner }) => {
    if (isBackward && 'suites' in config) config.suites.reverse()
    runner.onSuite((suite) => suite.setup(() => share(suite, folder)))
  }
}

/** The largest files first, as they tend to take longest: so at the end no process waits long for another. */
function share(suite: Suite, folder: string): void {
  const files = Map.groupBy(suite.stack, ({ options }) => String(options.meta.fileName))
  const largestFirst = [...files].sort(([one], [other]) => sizeOf(other) - sizeOf(one))
  suite.stack = largestFirst.flatMap(([file, items]) => allOrNone(items, file, folder))
}

const sizeOf = (file: string) => statSync(file).size

/** The first item takes the file, if it is still to be had; the others go by that. */
function allOrNone(items: Item[], file: string, folder: string): Item[] {
  const name = relative(process.cwd(), file).split(sep).join('/')
  let isOurs = false

  for (const item of items) {
    const play = item.exec.bind(item)
    item.exec = async () => {
      if (item === items[0]) {
        isOurs = take(name, folder)
        if (isOurs) tell('file:start', name)
      }
      if (isOurs) await play()
      if (isOurs && item === items.at(-1)) tell('file:end', name)
    }
  }
  return items
}

/** Whoever makes the file has it: the system lets one of several do that. */
function take(name: string, folder: string): boolean {
  try {
    closeSync(openSync(join(folder, encodeURIComponent(name)), 'wx'))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/** Among the lines of the ndjson reporter. */
function tell(event: string, file: string): void {
  console.log(JSON.stringify({ event, file }))
}
