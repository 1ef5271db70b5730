/** Which numbers of a character viewers may touch, and how far. Paths are below `system`. */
interface StatRange {
  min: number
  max: number
}

const HIT_POINTS = { min: 0, max: 9999 }

const PATHS: Record<string, Record<string, StatRange>> = {
  dnd5e: {
    'attributes.hp.value': HIT_POINTS,
    'attributes.hp.temp': HIT_POINTS,
    'attributes.exhaustion': { min: 0, max: 6 },
    'attributes.death.success': { min: 0, max: 3 },
    'attributes.death.failure': { min: 0, max: 3 },
    'currency.gp': { min: 0, max: 1_000_000 },
    'currency.sp': { min: 0, max: 1_000_000 },
    'currency.cp': { min: 0, max: 1_000_000 },
  },
  pf2e: {
    'attributes.hp.value': HIT_POINTS,
    'attributes.hp.temp': HIT_POINTS,
    'resources.heroPoints.value': { min: 0, max: 3 },
  },
  CoC7: {
    'attribs.hp.value': { min: 0, max: 99 },
    'attribs.mp.value': { min: 0, max: 99 },
    'attribs.san.value': { min: 0, max: 99 },
    'attribs.lck.value': { min: 0, max: 99 },
  },
  wfrp4e: {
    'status.wounds.value': { min: 0, max: 999 },
    'status.fortune.value': { min: 0, max: 20 },
    'status.resolve.value': { min: 0, max: 20 },
  },
  alienrpg: {
    'header.health.value': { min: 0, max: 20 },
    'header.stress.value': { min: 0, max: 10 },
  },
}

/** The bounds of a path; null for one that nobody may touch. */
export function rangeOf(system: string, path: string): StatRange | null {
  const paths = PATHS[system === 'sf2e' ? 'pf2e' : system]
  return Object.hasOwn(PATHS, system === 'sf2e' ? 'pf2e' : system) && Object.hasOwn(paths, path)
    ? paths[path]
    : null
}
