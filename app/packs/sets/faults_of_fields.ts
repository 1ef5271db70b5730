import { errors } from '@vinejs/vine'
import { SetRefused } from '#packs/sets/set_refused'

/**
 * What only the database or the whole set can tell, in the form of a field's fault.
 *
 * @throws E_VALIDATION_ERROR 422
 */
export function refuseField(field: string, message: string): never {
  throw new errors.E_VALIDATION_ERROR([{ field, message, rule: 'set' }])
}

/**
 * Names that read the same, by index; the second one is at fault.
 *
 * @throws E_VALIDATION_ERROR 422
 */
export function refuseSameNames(
  names: readonly string[],
  fieldOf: (index: number) => string,
  message: string
): void {
  const seen = new Set<string>()
  names.forEach((name, index) => {
    const read = name.toLowerCase()
    if (seen.has(read)) {
      refuseField(fieldOf(index), message)
    }
    seen.add(read)
  })
}

/**
 * No page of ours sends one twice.
 *
 * @throws SetRefused
 */
export function refuseSameIds(ids: readonly string[]): void {
  if (new Set(ids.map((id) => id.toLowerCase())).size < ids.length) {
    throw new SetRefused('changed')
  }
}
