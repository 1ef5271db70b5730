/**
 * Which numbers of a character viewers may touch, and how far, by game system. Shared
 * with the Foundry module, which has the last word. Paths are below `system`.
 */
interface StatRange {
  /** For the GM. */
  label: string
  min: number
  max: number
}

const HIT_POINTS = { label: 'Hit points', min: 0, max: 9999 }
const TEMPORARY = { label: 'Temporary hit points', min: 0, max: 9999 }
const coins = (label: string) => ({ label, min: 0, max: 1_000_000 })

const PATHS: Record<string, Record<string, StatRange>> = {
  dnd5e: {
    'attributes.hp.value': HIT_POINTS,
    'attributes.hp.temp': TEMPORARY,
    'attributes.exhaustion': { label: 'Exhaustion', min: 0, max: 6 },
    'attributes.death.success': { label: 'Death saves made', min: 0, max: 3 },
    'attributes.death.failure': { label: 'Death saves failed', min: 0, max: 3 },
    'currency.gp': coins('Gold pieces'),
    'currency.sp': coins('Silver pieces'),
    'currency.cp': coins('Copper pieces'),
  },
  pf2e: {
    'attributes.hp.value': HIT_POINTS,
    'attributes.hp.temp': TEMPORARY,
    'resources.heroPoints.value': { label: 'Hero points', min: 0, max: 3 },
  },
  CoC7: {
    'attribs.hp.value': { label: 'Hit points', min: 0, max: 99 },
    'attribs.mp.value': { label: 'Magic points', min: 0, max: 99 },
    'attribs.san.value': { label: 'Sanity', min: 0, max: 99 },
    'attribs.lck.value': { label: 'Luck', min: 0, max: 99 },
  },
  wfrp4e: {
    'status.wounds.value': { label: 'Wounds', min: 0, max: 999 },
    'status.fortune.value': { label: 'Fortune', min: 0, max: 20 },
    'status.resolve.value': { label: 'Resolve', min: 0, max: 20 },
  },
  alienrpg: {
    'header.health.value': { label: 'Health', min: 0, max: 20 },
    'header.stress.value': { label: 'Stress', min: 0, max: 10 },
  },
}

function pathsOf(system: string): Record<string, StatRange> {
  const id = system === 'sf2e' ? 'pf2e' : system
  return Object.hasOwn(PATHS, id) ? PATHS[id] : {}
}

/** The bounds of a path; null for one that nobody may touch. */
export function rangeOf(system: string, path: string): StatRange | null {
  const paths = pathsOf(system)
  return Object.hasOwn(paths, path) ? paths[path] : null
}

/** What a system lets viewers touch; nothing for one that is not listed. */
export function numbersOf(system: string): { path: string; label: string }[] {
  return Object.entries(pathsOf(system)).map(([path, { label }]) => ({ path, label }))
}

/** Of all systems, each path once, with its label. */
export const ALL_NUMBERS: ReadonlyMap<string, string> = new Map(
  Object.values(PATHS).flatMap((paths) =>
    Object.entries(paths).map(([path, { label }]): [string, string] => [path, label])
  )
)
