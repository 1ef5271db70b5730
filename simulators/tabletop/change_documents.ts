/** Objects are merged, everything else replaced, as updates of documents are. */
export function merge(target: object, changes: Record<string, unknown>) {
  for (const [key, value] of Object.entries(changes)) {
    const before: unknown = Reflect.get(target, key)
    if (isPlain(before) && isPlain(value)) merge(before, value)
    else Reflect.set(target, key, structuredClone(value))
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keys of updates may be paths: `system.attributes.hp.value`. */
export function changeByPaths(target: object, changes: Record<string, unknown>) {
  for (const [path, value] of Object.entries(changes)) {
    const nested = path
      .split('.')
      .reduceRight<unknown>((inner, key) => ({ [key]: inner }), structuredClone(value))
    merge(target, Object(nested))
  }
}
