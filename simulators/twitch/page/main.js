/** @import { ChannelView, Redemption, Reward, View } from './api.js' */
import { call, fetchView, watch } from './api.js'
import { byId, element, keyed, setText } from './dom.js'
import {
  createRedemption,
  createReward,
  grouped,
  updateRedemption,
  updateReward,
} from './render.js'

const channelSelect = byId('channel', HTMLSelectElement)
const viewerInput = byId('viewer', HTMLInputElement)
const viewersInput = byId('viewers', HTMLInputElement)
const crowdInput = byId('crowd', HTMLInputElement)
const chatInput = byId('chat-text', HTMLInputElement)
const liveButton = byId('live', HTMLButtonElement)
const filterButtons = [...byId('filters', HTMLElement).querySelectorAll('button')]
const notice = byId('notice', HTMLElement)

let chosen = new URLSearchParams(location.search).get('channel') ?? ''
let filter = ''
let loading = false
let stale = false
/** @type {ChannelView | null} */
let channel = null
/** @type {number | undefined} */
let noticeTimer

/**
 * @param {string} text
 * @param {boolean} [bad]
 */
function say(text, bad = false) {
  setText(notice, text)
  notice.classList.toggle('bad', bad)
  notice.classList.add('shown')
  clearTimeout(noticeTimer)
  noticeTimer = window.setTimeout(() => notice.classList.remove('shown'), 4000)
}

/**
 * Does something for the chosen channel and says how it went.
 *
 * @param {string} method
 * @param {string} path
 * @param {object} body
 * @param {(answer: any) => string} done
 */
async function act(method, path, body, done) {
  try {
    say(done(await call(method, path, { broadcaster: chosen, ...body })))
    await refresh()
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true)
  }
}

const viewer = () => viewerInput.value.trim()

/**
 * @param {Reward} reward
 * @param {boolean} crowd
 * @param {string} input
 */
function redeem(reward, crowd, input) {
  if (!crowd && !viewer()) return say('Pick or write the viewer who redeems.', true)
  const who = crowd ? { viewers: crowdInput.valueAsNumber || 1 } : { viewer: viewer() }
  return act('POST', '/redeem', { reward: reward.id, input, ...who }, ({ ids, refused }) => {
    const no = refused.map((/** @type {any} */ { code, count }) => `, ${count} refused (${code})`)
    return `${ids.length} × ${reward.title}${no.join('')}`
  })
}

/**
 * @param {Redemption} redemption
 * @param {'FULFILLED' | 'CANCELED'} status
 */
function settle(redemption, status) {
  const word = status === 'CANCELED' ? 'Refunded' : 'Fulfilled'
  return act(
    'POST',
    '/redemptions/settle',
    { ids: [redemption.id], status },
    () => `${word} for ${redemption.user_name}`
  )
}

/** @param {View} view */
function showChannels(view) {
  keyed(
    channelSelect,
    view.channels,
    ({ login }) => login,
    ({ login }) => {
      const option = element('option', '')
      option.value = login
      return option
    },
    (option, { displayName, live }) => setText(option, `${displayName}${live ? ' · live' : ''}`)
  )
  channelSelect.value = view.channel?.login ?? ''
  keyed(
    byId('viewer-list', HTMLDataListElement),
    view.viewers.slice(0, 500),
    ({ login }) => login,
    ({ login }) => {
      const option = element('option', '')
      option.value = login
      return option
    },
    (option, { displayName }) => setText(option, displayName)
  )
  if (!viewerInput.dataset.filled) {
    viewerInput.dataset.filled = 'yes'
    const streamers = new Set(view.channels.map(({ login }) => login))
    const audience = view.viewers.filter(({ login }) => !streamers.has(login))
    viewerInput.value ||= (audience[1] ?? audience[0])?.login ?? ''
  }
}

/** @param {ChannelView} shown */
function showStage(shown) {
  const portrait = byId('portrait', HTMLImageElement)
  const source = `/avatars/${shown.id}.svg`
  if (!portrait.src.endsWith(source)) portrait.src = source
  portrait.hidden = false
  setText(byId('channel-name', HTMLElement), shown.displayName)
  const kind = shown.broadcasterType || 'not affiliate'
  const facts = [shown.title, kind, `${grouped(shown.followers)} followers`]
  facts.push(`${grouped(shown.subscribers)} subscribers`)
  setText(byId('channel-facts', HTMLElement), facts.join(' · '))
  setText(liveButton, shown.live ? 'Live: end stream' : 'Go live')
  liveButton.setAttribute('aria-pressed', String(shown.live))
  if (document.activeElement !== viewersInput) viewersInput.value = String(shown.viewerCount)
}

/** @param {ChannelView} shown */
function showQueue(shown) {
  const rows = shown.redemptions.filter(({ status }) => !filter || status === filter)
  const list = byId('redemptions', HTMLElement)
  keyed(
    list,
    rows,
    ({ id }) => id,
    (item) => createRedemption(item, settle),
    updateRedemption
  )
  byId('no-redemptions', HTMLElement).hidden = rows.length > 0
  const { UNFULFILLED, FULFILLED, CANCELED } = shown.totals
  const counts = [UNFULFILLED + FULFILLED + CANCELED, UNFULFILLED, FULFILLED, CANCELED]
  for (const [index, pressable] of filterButtons.entries()) {
    pressable.setAttribute('aria-pressed', String(pressable.dataset.filter === filter))
    const count = pressable.querySelector('b')
    if (count) setText(count, grouped(counts[index] ?? 0))
  }
}

/** @param {ChannelView} shown */
function showChannel(shown) {
  showStage(shown)
  keyed(
    byId('rewards', HTMLElement),
    shown.rewards,
    ({ id }) => id,
    (reward) => createReward(reward, redeem),
    updateReward
  )
  byId('no-rewards', HTMLElement).hidden = shown.rewards.length > 0
  showQueue(shown)
  keyed(
    byId('chat', HTMLElement),
    shown.chat,
    ({ id }) => id,
    ({ name, text }) => element('li', '', element('strong', '', name), ` ${text}`),
    () => {}
  )
  byId('no-chat', HTMLElement).hidden = shown.chat.length > 0
}

/** One look at a time; what changes meanwhile is looked at once more afterwards. */
async function refresh() {
  stale = true
  if (loading) return
  loading = true
  try {
    while (stale) {
      stale = false
      const view = await fetchView(chosen)
      channel = view.channel
      chosen = channel?.login ?? ''
      showChannels(view)
      if (channel) showChannel(channel)
      const wires = `${view.sockets} connected, ${view.subscriptions} subscriptions`
      setText(byId('wires', HTMLElement), wires)
    }
  } catch {
    say('The simulator does not answer.', true)
  } finally {
    loading = false
  }
}

/** @type {Record<string, () => Promise<void>>} */
const ACTS = {
  follow: () => act('POST', '/follow', { viewer: viewer() }, () => 'Followed'),
  unfollow: () => act('POST', '/unfollow', { viewer: viewer() }, () => 'Unfollowed'),
  subscribe: () => act('POST', '/subscribe', { viewer: viewer() }, () => 'Subscribed'),
  resubscribe: () => act('POST', '/resubscribe', { viewer: viewer() }, () => 'Resubscribed'),
  gift: () => act('POST', '/gift', { gifter: viewer(), total: 5 }, () => 'Gifted 5 subs'),
  cheer: () => act('POST', '/cheer', { viewer: viewer(), bits: 100 }, () => 'Cheered 100 bits'),
}

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof HTMLElement)) return
  const name = target.dataset.act
  if (name) void ACTS[name]?.()
})
for (const pressable of filterButtons) {
  pressable.addEventListener('click', () => {
    filter = pressable.dataset.filter ?? ''
    if (channel) showQueue(channel)
  })
}
channelSelect.addEventListener('change', () => {
  chosen = channelSelect.value
  history.replaceState(null, '', `?channel=${encodeURIComponent(chosen)}`)
  void refresh()
})
liveButton.addEventListener('click', () => {
  const live = !channel?.live
  void act('POST', '/live', { live }, () => (live ? 'The stream is live' : 'The stream has ended'))
})
byId('viewers-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault()
  const viewerCount = viewersInput.valueAsNumber
  void act('POST', '/viewers', { viewerCount }, () => `${grouped(viewerCount)} are watching`)
})
byId('chat-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault()
  const message = chatInput.value
  void act('POST', '/chat', { viewer: viewer(), message }, () => 'Said in chat')
  chatInput.value = ''
})
byId('reward-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault()
  if (!(event.target instanceof HTMLFormElement)) return
  const data = new FormData(event.target)
  const body = { title: String(data.get('title')), cost: Number(data.get('cost')) }
  void act('POST', '/rewards', body, () => `${body.title} is on sale`)
})

const appLink = byId('app-link', HTMLAnchorElement)
appLink.hidden = !document.body.dataset.appUrl
watch(() => void refresh())
