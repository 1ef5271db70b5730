type Callback = (...values: unknown[]) => unknown

/** Named events that modules listen to. */
export class HookList {
  #callbacks = new Map<string, { id: number; callback: Callback; once: boolean }[]>()
  #next = 1

  on(event: string, callback: Callback) {
    return this.#add(event, callback, false)
  }

  once(event: string, callback: Callback) {
    return this.#add(event, callback, true)
  }

  off(event: string, id: number) {
    const list = this.#callbacks.get(event) ?? []
    this.#callbacks.set(
      event,
      list.filter((entry) => entry.id !== id)
    )
  }

  /** A listener that throws is reported and does not stop the others. */
  callAll(event: string, ...values: unknown[]) {
    for (const { id, callback, once } of [...(this.#callbacks.get(event) ?? [])]) {
      if (once) this.off(event, id)
      try {
        callback(...values)
      } catch (error) {
        console.error(`A listener of ${event} failed`, error)
      }
    }
  }

  #add(event: string, callback: Callback, once: boolean) {
    const id = this.#next++
    this.#callbacks.set(event, [...(this.#callbacks.get(event) ?? []), { id, callback, once }])
    return id
  }
}
