/** @import { Redemption, Reward } from './api.js' */
import { button, element, setText } from './dom.js'

const STATUS = {
  UNFULFILLED: { word: 'open', tone: 'open' },
  FULFILLED: { word: 'fulfilled', tone: 'good' },
  CANCELED: { word: 'refunded', tone: 'back' },
}

const SETTLED_BY = new Map([
  ['app', 'by the app'],
  ['moderator', 'by hand'],
  ['twitch', 'by Twitch'],
])

/** @param {number} value */
export const grouped = (value) => value.toLocaleString('en')

/**
 * @param {Element} parent
 * @param {string} selector
 * @param {string} text
 */
function fill(parent, selector, text) {
  const target = parent.querySelector(selector)
  if (target) setText(target, text)
}

/** @param {Reward} reward why it cannot be had, or nothing */
function obstacle(reward) {
  if (!reward.is_enabled) return 'disabled'
  if (reward.is_paused) return 'paused'
  if (!reward.is_in_stock) return 'sold out'
  return reward.cooldown_expires_at ? 'cooling down' : ''
}

/**
 * @param {Reward} reward
 * @param {(reward: Reward, crowd: boolean, input: string) => void} redeem
 */
export function createReward(reward, redeem) {
  const input = element('input', 'note')
  input.placeholder = 'Message'
  input.setAttribute('aria-label', `Message for ${reward.title}`)
  const one = button('Redeem', 'primary one', () => redeem(reward, false, input.value))
  const many = button('Crowd', 'many', () => redeem(reward, true, input.value))
  one.setAttribute('aria-label', `Redeem ${reward.title}`)
  many.setAttribute('aria-label', `A crowd redeems ${reward.title}`)
  return element(
    'li',
    'reward',
    element('span', 'swatch'),
    element(
      'div',
      'about',
      element('strong', 'title'),
      element('p', 'prompt soft small'),
      element('p', 'tags')
    ),
    element('span', 'cost'),
    input,
    element('div', 'buttons', one, many)
  )
}

/**
 * @param {HTMLElement} item
 * @param {Reward} reward
 */
export function updateReward(item, reward) {
  const why = obstacle(reward)
  fill(item, '.title', reward.title)
  fill(item, '.prompt', reward.prompt)
  fill(item, '.cost', grouped(reward.cost))
  item.style.setProperty('--swatch', reward.background_color)
  item.classList.toggle('unavailable', why !== '')
  item.classList.toggle('asks', reward.is_user_input_required)
  for (const pressable of item.querySelectorAll('button')) pressable.disabled = why !== ''
  const tags = item.querySelector('.tags')
  const words = [why, reward.open > 0 ? `${reward.open} open` : '', reward.ours ? '' : 'by hand']
  const wanted = words.filter(Boolean)
  if (tags && tags.textContent !== wanted.join('')) {
    tags.replaceChildren(...wanted.map((word) => element('span', 'tag', word)))
  }
}

/**
 * @param {Redemption} redemption
 * @param {(redemption: Redemption, status: 'FULFILLED' | 'CANCELED') => void} settle
 */
export function createRedemption(redemption, settle) {
  const portrait = element('img', 'portrait')
  portrait.src = `/avatars/${redemption.user_id}.svg`
  portrait.alt = ''
  const time = element('time', 'soft small', clockTime(redemption.redeemed_at))
  time.dateTime = redemption.redeemed_at
  const whose = `${redemption.reward.title} of ${redemption.user_name}`
  const fulfil = button('Fulfil', '', () => settle(redemption, 'FULFILLED'))
  const refund = button('Refund', '', () => settle(redemption, 'CANCELED'))
  fulfil.setAttribute('aria-label', `Fulfil ${whose}`)
  refund.setAttribute('aria-label', `Refund ${whose}`)
  return element(
    'li',
    'redemption',
    portrait,
    element(
      'div',
      'about',
      element('p', '', element('strong', '', redemption.user_name), ' ', time),
      element('p', 'small', `${redemption.reward.title}, ${grouped(redemption.reward.cost)}`),
      element('p', 'quote small', redemption.user_input)
    ),
    element('span', 'tag status'),
    element('div', 'buttons moderate', fulfil, refund)
  )
}

/**
 * @param {HTMLElement} item
 * @param {Redemption} redemption
 */
export function updateRedemption(item, redemption) {
  const { word, tone } = STATUS[redemption.status]
  const by = SETTLED_BY.get(redemption.settled_by ?? '')
  fill(item, '.status', by ? `${word} ${by}` : word)
  item.dataset.tone = tone
  const buttons = item.querySelector('.moderate')
  if (buttons instanceof HTMLElement) buttons.hidden = redemption.status !== 'UNFULFILLED'
}

/** @param {string} stamp */
function clockTime(stamp) {
  return new Date(stamp).toLocaleTimeString('en-GB')
}
