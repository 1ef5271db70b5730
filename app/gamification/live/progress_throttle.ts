/** At most 20 a second. */
const INTERVAL_MS = 50

/** How long a version is remembered after the last frame of its instance. */
const MEMORY_MS = 30_000

interface Entry<Frame> {
  /** The highest version told so far. */
  version: number
  /** What is sent when the interval ends. */
  pending: { version: number; frame: Frame } | null
  /** True while the interval since the last frame runs. */
  isHot: boolean
  timer: NodeJS.Timeout
}

/**
 * Lets the first frame of an instance through at once and then at most one per
 * interval, always the latest: frames carry the absolute state, so those in
 * between are not missed. A frame older than one already sent is dropped.
 */
export class ProgressThrottle<Frame> {
  #entries = new Map<string, Entry<Frame>>()

  constructor(
    private send: (frame: Frame) => void,
    private intervalMs = INTERVAL_MS
  ) {}

  push(instanceId: string, version: number, frame: Frame): void {
    const entry = this.#entries.get(instanceId)

    if (entry && version <= Math.max(entry.version, entry.pending?.version ?? 0)) {
      return
    }

    if (entry?.isHot) {
      entry.pending = { version, frame }
      return
    }

    this.#told(instanceId, version)
    this.send(frame)
  }

  /** Another kind of frame has told this version: older progress is old news. */
  passed(instanceId: string, version: number): void {
    if (version > (this.#entries.get(instanceId)?.version ?? 0)) {
      this.#told(instanceId, version)
    }
  }

  /** Forgets everything; what waits is not sent any more. */
  stop(): void {
    this.#entries.forEach(({ timer }) => clearTimeout(timer))
    this.#entries.clear()
  }

  #told(instanceId: string, version: number): void {
    const former = this.#entries.get(instanceId)
    clearTimeout(former?.timer)

    this.#entries.set(instanceId, {
      version,
      pending: former?.pending && former.pending.version > version ? former.pending : null,
      isHot: true,
      timer: setTimeout(() => this.#intervalEnds(instanceId), this.intervalMs).unref(),
    })
  }

  #intervalEnds(instanceId: string): void {
    const entry = this.#entries.get(instanceId)

    if (!entry) {
      return
    }

    if (entry.pending) {
      const { version, frame } = entry.pending
      this.#told(instanceId, version)
      this.send(frame)
      return
    }

    entry.isHot = false
    entry.timer = setTimeout(() => this.#entries.delete(instanceId), MEMORY_MS).unref()
  }
}
