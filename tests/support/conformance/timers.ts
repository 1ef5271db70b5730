import { createHook } from 'node:async_hooks'

function isTimer(resource: object): resource is NodeJS.Timeout {
  return 'unref' in resource && typeof resource.unref === 'function'
}

/**
 * Watches the timers that are set from now on. @twurple remembers each event for ten minutes and tesjs
 * validates its token every hour, and neither can be told to stop: what this returns lets the process end
 * all the same.
 */
export function watchTimers(): () => void {
  const timers: NodeJS.Timeout[] = []
  const hook = createHook({
    init: (_id, type, _trigger, resource) => {
      if (type === 'Timeout' && isTimer(resource)) timers.push(resource)
    },
  })
  hook.enable()
  return () => {
    hook.disable()
    for (const timer of timers) timer.unref()
  }
}
