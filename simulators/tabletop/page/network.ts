import type { Switches } from '../shared.ts'

/**
 * Puts a switch into the page's `fetch`, so that the way to the app can be cut
 * (open streams too) or answer 503. The tabletop's own server is not affected.
 */
export function installNetworkSwitch(state: () => Switches['network']) {
  const real = window.fetch.bind(window)
  const open = new Set<AbortController>()

  window.fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href)
    if (url.origin === location.origin) return real(input, init)
    if (state() === 'dropped') throw new TypeError('Failed to fetch (the network switch is off)')
    if (state() === '503') return unavailable()

    const cut = new AbortController()
    open.add(cut)
    const signal = init.signal ? AbortSignal.any([init.signal, cut.signal]) : cut.signal
    return real(input, { ...init, signal })
  }

  return function changed() {
    if (state() === 'up') return
    for (const cut of open) cut.abort(new TypeError('The network switch was turned'))
    open.clear()
  }
}

function unavailable() {
  const error = { code: 'unavailable', message: 'The server is away for a moment.' }
  return Response.json({ error }, { status: 503 })
}
