import { seededRandom } from '../../simulators/twitch/world/random.ts'

export const FAULT_KINDS = [
  'process_killed',
  'postgres_restarted',
  'redis_stopped',
  'sockets_dropped',
  'errors_500',
  'limits_429',
  'answers_lost',
  'refresh_refused',
  'consent_revoked',
  'duplicates',
  'two_message_ids',
  'settled_by_hand',
  'reward_deleted',
  'clock_late',
] as const

export type FaultKind = (typeof FAULT_KINDS)[number]

export const STREAMERS = ['mira_streams', 'tobi_plays'] as const
export type Streamer = (typeof STREAMERS)[number]

const GM_ACTS = ['cancel', 'complete', 'trigger', 'break', 'resume', 'panic'] as const
export type GmAct = (typeof GM_ACTS)[number]

/** `pick` chooses among what there is when the step is played. */
type Act =
  | { act: 'redeem'; streamer: Streamer; pick: number; viewers: number; count: number }
  | { act: 'roll'; streamer: Streamer; natural: 1 | 20 }
  | { act: 'answer'; fails: boolean }
  | { act: 'gm'; what: GmAct; pick: number }
  | { act: 'fault'; kind: FaultKind; streamer: Streamer; pick: number }

/** At so many milliseconds of its round. */
export type Step = { at: number } & Act

/** With that many a round, three rounds play every kind. */
const FAULTS_A_ROUND = 5
const ROUND_MS = 4_000
const FAULTS_WITHIN_MS = 1_500
const CROWD_STEPS = 40
/** Twitch settles a few a second: much more than that and healing only takes longer. */
const CROWDS = [1, 1, 1, 1, 2, 3, 12]

/** Dice of the schedule: the same seed throws the same. */
class Dice {
  #next: () => number

  constructor(seed: number) {
    this.#next = seededRandom(seed)
  }

  below(limit: number): number {
    return Math.floor(this.#next() * limit)
  }

  of<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)]
  }

  shuffled<Value>(values: readonly Value[]): Value[] {
    const deck = [...values]
    for (let last = deck.length - 1; last > 0; last--) {
      const other = this.below(last + 1)
      const held = deck[last]
      deck[last] = deck[other]
      deck[other] = held
    }
    return deck
  }
}

/**
 * What is played, when and on whom, from the seed alone: faults come from a
 * shuffled deck, so that each has been played before one comes again.
 */
export function schedule(rounds: number, seed: number): Step[][] {
  const dice = new Dice(seed)
  let deck: FaultKind[] = []

  /** No kind twice in a round: a process is not killed while it is being started again. */
  const draw = (): FaultKind[] => {
    const drawn = deck.splice(0, FAULTS_A_ROUND)
    if (drawn.length < FAULTS_A_ROUND) {
      const others = FAULT_KINDS.filter((kind) => !drawn.includes(kind))
      deck = [...dice.shuffled(others), ...dice.shuffled(drawn)]
      drawn.push(...deck.splice(0, FAULTS_A_ROUND - drawn.length))
    }
    return drawn
  }
  const fault = (kind: FaultKind): Step => ({
    at: dice.below(FAULTS_WITHIN_MS),
    act: 'fault',
    kind,
    streamer: dice.of(STREAMERS),
    pick: dice.below(1_000),
  })

  return Array.from({ length: rounds }, () => {
    const faults = draw().map(fault)
    const crowd = Array.from({ length: CROWD_STEPS }, () => crowdStep(dice))
    return [...faults, ...crowd].sort((a, b) => a.at - b.at)
  })
}

function crowdStep(dice: Dice): Step {
  const at = dice.below(ROUND_MS)
  const streamer = dice.of(STREAMERS)
  const kind = dice.below(100)

  if (kind < 60) {
    const viewers = dice.of(CROWDS)
    return {
      at,
      act: 'redeem',
      streamer,
      pick: dice.below(1_000),
      viewers,
      count: dice.of([1, 1, 2]),
    }
  }
  if (kind < 75) return { at, act: 'roll', streamer, natural: dice.of([1, 20, 20]) }
  if (kind < 93) return { at, act: 'answer', fails: dice.below(5) === 0 }
  return { at, act: 'gm', what: dice.of(GM_ACTS), pick: dice.below(1_000) }
}
