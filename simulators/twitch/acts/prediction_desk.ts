import { randomUUID } from 'node:crypto'
import { badRequest } from '../http/problem.ts'
import { broadcasterFields } from './people.ts'
import type { Hub } from '../eventsub/hub.ts'
import type { World } from '../world/world.ts'
import type { User } from '../world/model.ts'
import { describeOutcome } from './prediction_outcomes.ts'
import type { Prediction } from '../world/polls.ts'

export interface PredictionDraft {
  title: string
  outcomes: string[]
  windowSeconds: number
}

/** Opens, locks and resolves predictions, one at a time per channel. */
export class PredictionDesk {
  readonly #world: World
  readonly #hub: Hub

  constructor(world: World, hub: Hub) {
    this.#world = world
    this.#hub = hub
  }

  /** @throws Problem 400 while another prediction runs or a value is out of bounds */
  open(broadcaster: User, draft: PredictionDraft): Prediction {
    assertBounds(draft)
    if (this.#world.predictions.open(broadcaster.id)) {
      throw badRequest('The broadcaster already has an active prediction', 'PREDICTION_ACTIVE')
    }
    const prediction: Prediction = {
      id: randomUUID(),
      broadcasterId: broadcaster.id,
      title: draft.title,
      outcomes: draft.outcomes.map((title, index) => ({
        id: randomUUID(),
        title,
        color: index === 0 ? 'BLUE' : 'PINK',
        predictors: new Map(),
      })),
      windowSeconds: draft.windowSeconds,
      status: 'ACTIVE',
      winningOutcomeId: null,
      createdAt: this.#world.clock.now(),
      lockedAt: null,
      endedAt: null,
    }
    this.#world.predictions.add(prediction)
    this.#tell('begin', prediction)
    return prediction
  }

  bet(prediction: Prediction, outcome: string, viewer: User, points: number): void {
    if (prediction.status !== 'ACTIVE') throw badRequest('The prediction is locked', 'LOCKED')
    const chosen = prediction.outcomes.find(({ id, title }) => id === outcome || title === outcome)
    if (!chosen) throw badRequest(`There is no outcome "${outcome}"`, 'NO_SUCH_OUTCOME')
    chosen.predictors.set(viewer.id, (chosen.predictors.get(viewer.id) ?? 0) + points)
    this.#tell('progress', prediction)
  }

  lock(prediction: Prediction): void {
    prediction.status = 'LOCKED'
    prediction.lockedAt = this.#world.clock.now()
    this.#tell('lock', prediction)
  }

  /** Without a winner it is canceled and everybody gets the points back. */
  end(prediction: Prediction, winner: string | null): void {
    if (winner !== null && !prediction.outcomes.some(({ id }) => id === winner)) {
      throw badRequest('winning_outcome_id is not an outcome of this prediction')
    }
    prediction.status = winner === null ? 'CANCELED' : 'RESOLVED'
    prediction.winningOutcomeId = winner
    prediction.endedAt = this.#world.clock.now()
    this.#tell('end', prediction)
  }

  /** Locks what has run its window. */
  sweep(): void {
    for (const prediction of this.#world.predictions.allOpen()) {
      const locksAt = prediction.createdAt + prediction.windowSeconds * 1000
      if (prediction.status === 'ACTIVE' && locksAt <= this.#world.clock.now()) {
        this.lock(prediction)
      }
    }
  }

  helix(prediction: Prediction) {
    const { clock, users } = this.#world
    const broadcaster = users.get(prediction.broadcasterId)
    const stamp = (at: number | null) => (at === null ? null : clock.stamp(at))
    return {
      id: prediction.id,
      broadcaster_id: broadcaster.id,
      broadcaster_login: broadcaster.login,
      broadcaster_name: broadcaster.displayName,
      title: prediction.title,
      winning_outcome_id: prediction.winningOutcomeId,
      outcomes: prediction.outcomes.map((outcome) => ({
        ...describeOutcome(this.#world, prediction, outcome),
        color: outcome.color,
      })),
      prediction_window: prediction.windowSeconds,
      status: prediction.status,
      created_at: clock.stamp(prediction.createdAt),
      ended_at: stamp(prediction.endedAt),
      locked_at: stamp(prediction.lockedAt),
    }
  }

  #tell(stage: 'begin' | 'progress' | 'lock' | 'end', prediction: Prediction): void {
    const { clock, users } = this.#world
    const moments = {
      begin: { locks_at: clock.stamp(prediction.createdAt + prediction.windowSeconds * 1000) },
      progress: { locks_at: clock.stamp(prediction.createdAt + prediction.windowSeconds * 1000) },
      lock: { locked_at: clock.stamp(prediction.lockedAt ?? clock.now()) },
      end: {
        winning_outcome_id: prediction.winningOutcomeId ?? '',
        status: prediction.status.toLowerCase(),
        ended_at: clock.stamp(prediction.endedAt ?? clock.now()),
      },
    }
    this.#hub.publish({
      type: `channel.prediction.${stage}`,
      facts: { broadcaster_user_id: prediction.broadcasterId },
      event: {
        id: prediction.id,
        ...broadcasterFields(users.get(prediction.broadcasterId)),
        title: prediction.title,
        outcomes: prediction.outcomes.map((outcome) =>
          describeOutcome(this.#world, prediction, outcome)
        ),
        started_at: clock.stamp(prediction.createdAt),
        ...moments[stage],
      },
    })
    this.#world.changed()
  }
}

function assertBounds({ title, outcomes, windowSeconds }: PredictionDraft): void {
  if (title.length < 1 || title.length > 45) throw badRequest('title must have 1 to 45 characters')
  if (outcomes.length < 2 || outcomes.length > 10) throw badRequest('There are 2 to 10 outcomes')
  if (outcomes.some((outcome) => outcome.length < 1 || outcome.length > 25)) {
    throw badRequest('An outcome has 1 to 25 characters')
  }
  if (windowSeconds < 30 || windowSeconds > 1800) {
    throw badRequest('prediction_window must be 30 to 1800')
  }
}
