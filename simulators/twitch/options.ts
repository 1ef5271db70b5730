import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Fields } from '../shared/fields.ts'

export interface Options {
  port: number
  seed: Fields
  statePath: string | null
  parentPid: number | null
  appUrl: string
  rateLimitPerMinute: number | null
}

function wholeNumber(name: string, value: string): number {
  const number = Number(value)
  if (Number.isSafeInteger(number) && number >= 0) return number
  throw new Error(`--${name} must be a whole number, not "${value}"`)
}

/** @throws Error with a sentence for a person */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      'port': { type: 'string', default: '0' },
      'config': { type: 'string' },
      'client-id': { type: 'string' },
      'client-secret': { type: 'string' },
      'app-url': { type: 'string', default: '' },
      'state': { type: 'string' },
      'parent': { type: 'string' },
      'rate-limit': { type: 'string' },
    },
  })
  return {
    port: wholeNumber('port', values.port),
    seed: readSeed(values.config, values['client-id'], values['client-secret']),
    statePath: values.state ?? null,
    parentPid: values.parent ? wholeNumber('parent', values.parent) : null,
    appUrl: values['app-url'],
    rateLimitPerMinute: values['rate-limit']
      ? wholeNumber('rate-limit', values['rate-limit'])
      : null,
  }
}

/** The seed file, with the client of the command line added to its own. */
function readSeed(path: string | undefined, id?: string, secret?: string): Fields {
  const file = new Fields(path ? JSON.parse(readFileSync(path, 'utf8')) : {})
  if (!id) return file
  if (!secret) throw new Error('--client-id needs --client-secret')
  const others = (file.objects('clients') ?? []).map((client) => client.raw())
  return new Fields({ ...file.raw(), clients: [{ id, secret }, ...others] })
}
