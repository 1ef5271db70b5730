/** What a file seems to hold, to look at before it is sent; the server judges it. */
export interface Outline {
  name: string
  events: string[]
}

/** Null for what is no campaign at all. */
export function outlineOf(text: string): Outline | null {
  try {
    const file: unknown = JSON.parse(text)
    const campaign = valueOf(file, 'campaign')
    const events = valueOf(file, 'events')
    return campaign === undefined || !Array.isArray(events)
      ? null
      : { name: nameOf(campaign), events: events.map(nameOf) }
  } catch {
    return null
  }
}

/** `events.2.cost` in words; nothing where the fault is of the whole file. */
export function placeInFile(path: string, outline: Outline | null): string {
  const [part, index, ...rest] = path.split('.')
  if (part === 'file') {
    return ''
  }
  if (part !== 'events' || index === undefined) {
    return path
  }
  const name = outline?.events[Number(index)] ?? ''
  return [`Event ${Number(index) + 1}${name && ` (${name})`}`, ...rest].join(', ')
}

const nameOf = (value: unknown) => String(valueOf(value, 'name') ?? 'Without a name').slice(0, 80)

function valueOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined
}
