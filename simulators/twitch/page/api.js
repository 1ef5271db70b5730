/**
 * @typedef {{ id: string, login: string, displayName: string }} Viewer
 * @typedef {{
 *   id: string, title: string, prompt: string, cost: number, background_color: string,
 *   is_enabled: boolean, is_paused: boolean, is_in_stock: boolean,
 *   is_user_input_required: boolean, cooldown_expires_at: string | null,
 *   ours: boolean, open: number
 * }} Reward
 * @typedef {{
 *   id: string, user_id: string, user_login: string, user_name: string, user_input: string,
 *   status: 'UNFULFILLED' | 'FULFILLED' | 'CANCELED', redeemed_at: string,
 *   reward: { title: string, cost: number }, settled_by: string | null
 * }} Redemption
 * @typedef {Viewer & { broadcasterType: string, live: boolean, viewerCount: number }} Channel
 * @typedef {Channel & {
 *   title: string, followers: number, subscribers: number,
 *   totals: Record<Redemption['status'], number>, rewards: Reward[], redemptions: Redemption[],
 *   chat: { id: string, name: string, text: string }[]
 * }} ChannelView
 * @typedef {{
 *   channels: Channel[], viewers: Viewer[], channel: ChannelView | null,
 *   sockets: number, subscriptions: number
 * }} View
 */

/**
 * One call to the control API.
 *
 * @param {string} method
 * @param {string} path what follows /control
 * @param {object} [body]
 * @throws {Error} with the simulator's sentence when it refuses
 */
export async function call(method, path, body) {
  const response = await fetch(`/control${path}`, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : null,
  })
  const text = await response.text()
  const answer = text ? JSON.parse(text) : null
  if (!response.ok) throw new Error(answer?.message ?? `Refused with ${response.status}`)
  return answer
}

/**
 * What the page shows of a channel; of the first one without a login.
 *
 * @param {string} login
 * @returns {Promise<View>}
 */
export function fetchView(login) {
  return call('GET', `/view?broadcaster=${encodeURIComponent(login)}`)
}

/**
 * Calls `changed` at the start and whenever something has happened; the browser reconnects by
 * itself.
 *
 * @param {() => void} changed
 */
export function watch(changed) {
  new EventSource('/control/stream').addEventListener('message', changed)
}
