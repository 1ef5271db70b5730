/** Pulls of this process that wait for a command of their campaign. */
export class PullWaiters {
  #waiting = new Map<string, Set<() => void>>()

  /** Resolves at the campaign's next command, when aborted, or when time is up. */
  wait(campaignId: string, milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(campaignId) ?? new Set()
      this.#waiting.set(campaignId, waiting)

      const end = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
        waiting.delete(end)
        if (waiting.size === 0 && this.#waiting.get(campaignId) === waiting) {
          this.#waiting.delete(campaignId)
        }
        resolve()
      }

      const timer = setTimeout(end, milliseconds)
      signal.addEventListener('abort', end, { once: true })
      waiting.add(end)
      if (signal.aborted) {
        end()
      }
    })
  }

  wake(campaignId: string): void {
    for (const end of [...(this.#waiting.get(campaignId) ?? [])]) {
      end()
    }
  }

  wakeAll(): void {
    for (const campaignId of [...this.#waiting.keys()]) {
      this.wake(campaignId)
    }
  }
}
