import logger from '@adonisjs/core/services/logger'

/** Listens to what this process logs as an error or worse, until `stop`. */
export function logErrors(): { lines: string[]; stop: () => void } {
  const root = logger.pino
  const stream = streamOf(root)
  const { level } = root
  const own = Object.getOwnPropertyDescriptor(stream, 'write')
  const lines: string[] = []

  root.level = 'error'
  stream.write = (line) => lines.push(line)

  return {
    lines,
    stop() {
      root.level = level
      Reflect.deleteProperty(stream, 'write')
      if (own) Object.defineProperty(stream, 'write', own)
    },
  }
}

/** Where it writes to, which pino keeps under a symbol of its own. */
function streamOf(root: object): { write: (line: string) => unknown } {
  const key = Object.getOwnPropertySymbols(root).find((one) => one.description === 'pino.stream')
  if (!key) throw new Error('The logger has no stream to listen to')
  return Reflect.get(root, key) as { write: (line: string) => unknown }
}
