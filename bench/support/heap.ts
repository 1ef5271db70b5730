import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Bytes that are still needed, after a collection of what is not. */
export function heapInUse(): number {
  collect()
  return process.memoryUsage().heapUsed
}
