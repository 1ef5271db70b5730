import pino from 'pino'
import logger from '@adonisjs/core/services/logger'

/** Listens to what this process logs as an error or worse, until `stop`. */
export function logErrors(): { lines: string[]; stop: () => void } {
  const root = logger.pino
  const stream = Reflect.get(root, pino.symbols.streamSym) as { write: (line: string) => unknown }
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
