export type PollStatus = 'ACTIVE' | 'COMPLETED' | 'TERMINATED' | 'ARCHIVED'

export interface Poll {
  id: string
  broadcasterId: string
  title: string
  choices: { id: string; title: string; votes: number; pointVotes: number }[]
  pointsVoting: { enabled: boolean; perVote: number }
  durationSeconds: number
  status: PollStatus
  startedAt: number
  endedAt: number | null
}

export type PredictionStatus = 'ACTIVE' | 'LOCKED' | 'RESOLVED' | 'CANCELED'

export interface Outcome {
  id: string
  title: string
  color: 'BLUE' | 'PINK'
  predictors: Map<string, number>
}

export interface Prediction {
  id: string
  broadcasterId: string
  title: string
  outcomes: Outcome[]
  windowSeconds: number
  status: PredictionStatus
  winningOutcomeId: string | null
  createdAt: number
  lockedAt: number | null
  endedAt: number | null
}

/** Questions asked on each channel, newest first, at most one of them still open. */
export class Questions<T extends { id: string; broadcasterId: string }> {
  readonly #byChannel = new Map<string, T[]>()
  readonly #isOpen: (question: T) => boolean

  constructor(isOpen: (question: T) => boolean) {
    this.#isOpen = isOpen
  }

  of(broadcasterId: string): T[] {
    return this.#byChannel.get(broadcasterId) ?? []
  }

  open(broadcasterId: string): T | undefined {
    const latest = this.of(broadcasterId)[0]
    return latest && this.#isOpen(latest) ? latest : undefined
  }

  allOpen(): T[] {
    return [...this.#byChannel.keys()].flatMap((id) => this.open(id) ?? [])
  }

  add(question: T): void {
    this.#byChannel.set(question.broadcasterId, [question, ...this.of(question.broadcasterId)])
  }
}
