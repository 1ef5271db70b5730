import { badRequest } from '../http/problem.ts'
import type { Fields } from '../../shared/fields.ts'
import type { Limit, RewardDraft } from '../world/model.ts'

const MAX_TITLE = 45
const MAX_PROMPT = 200
const MAX_COOLDOWN_SECONDS = 604_800

const NEW_REWARD: RewardDraft = {
  title: '',
  prompt: '',
  cost: 0,
  backgroundColor: '#9147FF',
  isEnabled: true,
  isPaused: false,
  isUserInputRequired: false,
  skipsQueue: false,
  maxPerStream: { enabled: false, value: 0 },
  maxPerUserPerStream: { enabled: false, value: 0 },
  globalCooldown: { enabled: false, value: 0 },
}

function malformed(name: string, rule: string) {
  return badRequest(`The parameter "${name}" was malformed: ${rule}`)
}

/** Length as people count it, not in UTF-16 units. */
const lengthOf = (text: string) => [...text].length

function readLimit(body: Fields, flag: string, name: string, base: Limit, max: number): Limit {
  const limit = {
    enabled: body.boolean(flag) ?? base.enabled,
    value: body.integer(name) ?? base.value,
  }
  if (limit.enabled && (limit.value < 1 || limit.value > max)) {
    throw malformed(name, `the value must be between 1 and ${max} when ${flag} is true`)
  }
  return limit
}

/**
 * Reads what a client wants a reward to be; absent fields keep their value from `base`.
 *
 * @throws Problem 400 for anything outside Twitch's limits
 */
export function readRewardDraft(body: Fields, base: RewardDraft = NEW_REWARD): RewardDraft {
  const title = (body.string('title') ?? base.title).trim()
  if (title === '' || lengthOf(title) > MAX_TITLE) {
    throw malformed('title', `the length must be between 1 and ${MAX_TITLE}`)
  }
  const prompt = body.string('prompt') ?? base.prompt
  if (lengthOf(prompt) > MAX_PROMPT) {
    throw malformed('prompt', `the length must be less than or equal to ${MAX_PROMPT}`)
  }
  const cost = body.integer('cost') ?? base.cost
  if (cost < 1) throw malformed('cost', 'the value must be greater than or equal to 1')
  const backgroundColor = body.string('background_color') ?? base.backgroundColor
  if (!/^#[0-9A-Fa-f]{6}$/.test(backgroundColor)) {
    throw malformed('background_color', 'it must be a colour of the form #RRGGBB')
  }

  return {
    title,
    prompt,
    cost,
    backgroundColor: backgroundColor.toUpperCase(),
    isEnabled: body.boolean('is_enabled') ?? base.isEnabled,
    isPaused: body.boolean('is_paused') ?? base.isPaused,
    isUserInputRequired: body.boolean('is_user_input_required') ?? base.isUserInputRequired,
    skipsQueue: body.boolean('should_redemptions_skip_request_queue') ?? base.skipsQueue,
    maxPerStream: readLimit(
      body,
      'is_max_per_stream_enabled',
      'max_per_stream',
      base.maxPerStream,
      Number.MAX_SAFE_INTEGER
    ),
    maxPerUserPerStream: readLimit(
      body,
      'is_max_per_user_per_stream_enabled',
      'max_per_user_per_stream',
      base.maxPerUserPerStream,
      Number.MAX_SAFE_INTEGER
    ),
    globalCooldown: readLimit(
      body,
      'is_global_cooldown_enabled',
      'global_cooldown_seconds',
      base.globalCooldown,
      MAX_COOLDOWN_SECONDS
    ),
  }
}
