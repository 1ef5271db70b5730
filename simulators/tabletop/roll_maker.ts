import { randomInt } from 'node:crypto'
import { percentilePart } from './percentile_rolls.ts'
import type { ActorData, MessageData, RollMode, RollRequest, Switches, UserData } from './shared.ts'

interface Parsed {
  number: number
  faces: number
  keep: 'kh' | 'kl' | ''
  modifier: number
}

interface Result {
  result: number
  active: boolean
  discarded?: boolean
}

const KIND_WORDS = {
  attack: 'Attack roll',
  check: 'Skill check',
  save: 'Saving throw',
  death: 'Death save',
  damage: 'Damage roll',
}

/** The names of roll modes before and since generation 14. */
const MODE_NAMES: Record<RollMode, [string, string]> = {
  public: ['publicroll', 'public'],
  gm: ['gmroll', 'gm'],
  blind: ['blindroll', 'blind'],
  self: ['selfroll', 'self'],
}

/**
 * A chat message with a roll, shaped like the chosen system's.
 *
 * @throws RangeError for a formula or a face that makes no sense
 */
export function makeRoll(
  request: RollRequest,
  users: UserData[],
  actors: ActorData[],
  { system, generation }: Switches
): Partial<MessageData> {
  const actor = actors.find(({ id }) => id === request.actor)
  const user = users.find(({ id }) => id === request.user)
  const { kind = 'attack', mode = 'public' } = request
  const gms = users.filter(({ isGM }) => isGM).map(({ id }) => id)
  const envelope = {
    speaker: {
      scene: null,
      actor: actor?.id ?? null,
      token: null,
      alias: actor?.name ?? user?.name ?? '',
    },
    whisper: { public: [], gm: gms, blind: gms, self: [request.user] }[mode],
    blind: mode === 'blind',
    flavor: request.formula ? '' : KIND_WORDS[kind],
  }
  const rollMode = MODE_NAMES[mode][generation >= 14 ? 1 : 0]
  const percentile = percentilePart(request, system, rollMode)
  if (percentile) return { ...envelope, ...percentile }

  const formula = request.formula ?? formulaFor(request, actor)
  const parsed = parse(formula)
  const results = throwDice(parsed, request.natural ?? null)
  const kept = results.filter(({ active }) => active)
  const total = kept.reduce((sum, { result }) => sum + result, parsed.modifier)
  const natural = kept.length === 1 ? (kept[0]?.result ?? null) : null
  const degree = degreeOf(total, natural, request.dc ?? 15)
  const isCheck = parsed.faces === 20

  const roll = {
    class: system === 'dnd5e' && isCheck ? 'D20Roll' : system === 'pf2e' ? 'CheckRoll' : 'Roll',
    options: {
      rollMode,
      ...(system === 'pf2e' && isCheck ? { degreeOfSuccess: degree } : {}),
    },
    dice: [],
    formula,
    terms: termsOf(parsed, results, system === 'dnd5e' && isCheck),
    total,
    evaluated: true,
  }
  return {
    ...envelope,
    content: system === 'generic' ? String(total) : '',
    rolls: [JSON.stringify(roll)],
    flags: flagsFor(system, kind, isCheck, degree),
  }
}

function formulaFor({ kind, modifier, advantage }: RollRequest, actor: ActorData | undefined) {
  const bonus = modifier ?? (kind === 'death' ? 0 : (actor?.modifier ?? 0))
  const tail = bonus === 0 ? '' : bonus > 0 ? ` + ${bonus}` : ` - ${-bonus}`
  if (kind === 'damage') return `2d6${tail}`
  if (advantage === 'advantage') return `2d20kh${tail}`
  return advantage === 'disadvantage' ? `2d20kl${tail}` : `1d20${tail}`
}

function parse(formula: string): Parsed {
  const found = /^\s*(\d{0,2})d(\d{1,4})(kh|kl)?\s*(?:([+-])\s*(\d{1,4}))?\s*$/i.exec(formula)
  if (!found) throw new RangeError(`"${formula}" is not a formula like 1d20+5`)
  const [, number, faces, keep, sign, modifier] = found
  return {
    number: Number(number || 1),
    faces: Number(faces),
    keep: keep?.toLowerCase() === 'kh' ? 'kh' : keep ? 'kl' : '',
    modifier: modifier ? Number(`${sign}${modifier}`) : 0,
  }
}

/** A forced face is the kept one: the dropped die is thrown so that it stays dropped. */
function throwDice({ number, faces, keep }: Parsed, natural: number | null): Result[] {
  if (natural !== null && (!Number.isInteger(natural) || natural < 1 || natural > faces)) {
    throw new RangeError(`A d${faces} cannot show ${natural}`)
  }
  const faceWithin = (from: number, to: number) => randomInt(from, to + 1)
  const thrown = Array.from({ length: number }, (_, index) => {
    if (natural === null) return faceWithin(1, faces)
    if (index === 0) return natural
    if (keep === 'kh') return faceWithin(1, natural)
    return keep === 'kl' ? faceWithin(natural, faces) : faceWithin(1, faces)
  })
  if (!keep) return thrown.map((result) => ({ result, active: true }))

  const best = keep === 'kh' ? Math.max(...thrown) : Math.min(...thrown)
  const keptIndex = thrown.indexOf(best)
  return thrown.map((result, index) =>
    index === keptIndex ? { result, active: true } : { result, active: false, discarded: true }
  )
}

function termsOf({ number, faces, keep, modifier }: Parsed, results: Result[], isD20Die: boolean) {
  const die = {
    class: isD20Die ? 'D20Die' : 'Die',
    options: isD20Die ? { criticalSuccess: 20, criticalFailure: 1 } : {},
    evaluated: true,
    number,
    faces,
    modifiers: keep ? [keep] : [],
    results,
  }
  if (modifier === 0) return [die]
  const operator = { class: 'OperatorTerm', evaluated: true, operator: modifier < 0 ? '-' : '+' }
  const bonus = { class: 'NumericTerm', evaluated: true, number: Math.abs(modifier) }
  return [die, operator, bonus]
}

/** Second edition's degrees: ten above or below, and one step for a natural 20 or 1. */
function degreeOf(total: number, natural: number | null, dc: number) {
  const plain = total >= dc + 10 ? 3 : total >= dc ? 2 : total <= dc - 10 ? 0 : 1
  const step = natural === 20 ? 1 : natural === 1 ? -1 : 0
  return Math.min(3, Math.max(0, plain + step))
}

function flagsFor(system: string, kind: string, isCheck: boolean, degree: number) {
  if (system === 'dnd5e') return { dnd5e: { roll: { type: kind } } }
  if (system !== 'pf2e' || !isCheck) return {}
  const outcome = ['criticalFailure', 'failure', 'success', 'criticalSuccess'][degree]
  return { pf2e: { context: { type: `${kind}-roll`, outcome } } }
}
