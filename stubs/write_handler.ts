import string from '@adonisjs/core/helpers/string'
import type { Codemods } from '@adonisjs/core/ace/codemods'
import { stubsRoot } from './main.js'

/** Writes a handler and its test; files that are there stay. */
export async function writeHandler(
  codemods: Codemods,
  kind: 'trigger' | 'action',
  given: string
): Promise<void> {
  const name = string.create(given).removeExtension().removeSuffix(kind).snakeCase().toString()
  const words = {
    name,
    title: string.sentenceCase(name),
    className: string.create(name).pascalCase().suffix(string.pascalCase(kind)).toString(),
  }

  await codemods.makeUsingStub(stubsRoot, `make/${kind}/handler.stub`, words)
  await codemods.makeUsingStub(stubsRoot, `make/${kind}/test.stub`, words)
}
