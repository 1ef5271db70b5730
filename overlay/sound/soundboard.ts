import type { PublicInstance } from '../contract.ts'
import type { Step } from '../packs/timeline.ts'
import type { ShotScene } from '../queue/scenes.ts'
import type { OverlayState } from '../state/overlay_state.ts'
import { progressCue, SCENE_CUES } from './cues.ts'
import { stepCue } from './pack_cues.ts'
import { Synth } from './synth.ts'

/** Contributions come in bursts; more plucks than this are noise. Milliseconds. */
const PLUCK_GAP_MS = 180

/** Which sound belongs to what happens. */
export class Soundboard {
  #synth = new Synth()
  #heard: ReadonlyMap<string, PublicInstance> | null = null
  #pluckedAt = 0

  playScene(name: ShotScene['name'], volume: number) {
    this.#synth.play(SCENE_CUES[name], volume)
  }

  playStep(step: Step, volume: number) {
    this.#synth.play(stepCue(step), volume)
  }

  /** A pluck when a goal has moved since the last call; silent on the first, which only takes stock. */
  followGoals({ instances, settings, ready }: OverlayState) {
    const before = this.#heard
    if (!ready || before === instances) return
    this.#heard = instances
    if (before === null || !settings.widgets.goal.shown) return

    for (const { id, status, progress, objective } of instances.values()) {
      if (status !== 'active' || progress <= (before.get(id)?.progress ?? 0)) continue
      this.#pluck(progress / objective, settings.volume)
    }
  }

  #pluck(part: number, volume: number) {
    const now = performance.now()
    if (now - this.#pluckedAt < PLUCK_GAP_MS) return
    this.#pluckedAt = now
    this.#synth.play(progressCue(part), volume)
  }
}
