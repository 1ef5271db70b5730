import { inject } from '@adonisjs/core'
import type { Sql } from '#core/sql'
import { ChannelPointsApi } from '#twitch/api/channel_points_api'
import {
  type ListedRedemption,
  RedemptionStatusesApi,
  type StatusOnTwitch,
} from '#twitch/api/redemption_statuses_api'
import { TwitchError } from '#twitch/twitch_error'
import { confirmGone } from '#rewards/confirm_gone'
import { type Difference, keyOf } from '#rewards/verification/difference'

export interface RewardToVerify {
  twitch_reward_id: string
  broadcaster_id: string
  channel: string
}

interface Row {
  id: string
  state: string
  /** Twitch's id; null of one who was erased. */
  viewer_id: string | null
  /** Settled so long ago that Twitch may have forgotten it. */
  is_old: boolean
}

/** Twitch tells of settled redemptions "for only a few days". */
const OLD_HOURS = 24

const EXPECTED: Record<string, StatusOnTwitch> = {
  received: 'UNFULFILLED',
  counted: 'UNFULFILLED',
  fulfil_pending: 'UNFULFILLED',
  refund_pending: 'UNFULFILLED',
  fulfilled: 'FULFILLED',
  refunded: 'CANCELED',
}

/** Holds every redemption of one reward against Twitch's lists. */
@inject()
export class VerifyReward {
  constructor(
    private statuses: RedemptionStatusesApi,
    private rewards: ChannelPointsApi
  ) {}

  /**
   * What is just moving is different at one look and not at the next: only what
   * two looks agree on is a difference.
   *
   * @throws {TwitchError} when Twitch could not be asked
   */
  async execute(sql: Sql, reward: RewardToVerify): Promise<Difference[]> {
    const first = await this.#look(sql, reward)
    if (first.length === 0) {
      return []
    }
    const second = await this.#look(sql, reward)
    const again = new Set(second.map(keyOf))
    return first.filter((difference) => again.has(keyOf(difference)))
  }

  async #look(sql: Sql, reward: RewardToVerify): Promise<Difference[]> {
    const { broadcaster_id: broadcasterId, twitch_reward_id: twitchRewardId } = reward
    try {
      const theirs = await this.statuses.of(broadcasterId, twitchRewardId)
      return compare(reward, await ledgerOf(sql, twitchRewardId), theirs)
    } catch (error) {
      if (!(error instanceof TwitchError)) {
        throw error
      }
      const refusal = await confirmGone(this.rewards, { broadcasterId, twitchRewardId }, error)
      if (refusal.kind !== 'reward_gone') {
        throw refusal
      }
      return leftOpen(reward, await ledgerOf(sql, twitchRewardId))
    }
  }
}

function ledgerOf(sql: Sql, twitchRewardId: string): Promise<Row[]> {
  return sql.run<Row>(
    `SELECT d.id, d.state, v.twitch_id AS viewer_id,
       COALESCE(d.settled_at < now() - make_interval(hours => ${OLD_HOURS}), false) AS is_old
     FROM redemptions d LEFT JOIN viewers v ON v.id = d.viewer_id AND v.erased_at IS NULL
     WHERE d.twitch_reward_id = $1 ORDER BY d.redeemed_at, d.id`,
    [twitchRewardId]
  )
}

function compare(
  { channel }: RewardToVerify,
  ours: Row[],
  theirs: Map<string, ListedRedemption>
): Difference[] {
  const known = new Set(ours.map(({ id }) => id))
  const unknown = [...theirs].filter(([id]) => !known.has(id))

  return [
    ...unknown.map(([about, { status }]): Difference => ({
      kind: 'missing_in_ledger',
      about,
      channel,
      ledger: 'unknown',
      other: status,
      sentence: 'Twitch has it, the ledger does not.',
    })),
    ...ours.flatMap((row) => differenceOf(channel, row, theirs.get(row.id)) ?? []),
  ]
}

function differenceOf(
  channel: string,
  { id: about, state, viewer_id: viewerId, is_old: isOld }: Row,
  theirs: ListedRedemption | undefined
): Difference | null {
  if (theirs === undefined) {
    const sentence = 'The ledger has it, Twitch does not.'
    const other = 'unknown'
    return isOld
      ? null
      : { kind: 'missing_on_twitch', about, channel, ledger: state, other, sentence }
  }
  if (theirs.status !== EXPECTED[state]) {
    const sentence = 'The ledger and Twitch do not agree on how it stands.'
    return { kind: 'status', about, channel, ledger: state, other: theirs.status, sentence }
  }
  if (viewerId !== null && viewerId !== theirs.viewerId) {
    const sentence = 'The ledger has it for another viewer than Twitch.'
    return { kind: 'viewer', about, channel, ledger: viewerId, other: theirs.viewerId, sentence }
  }
  return null
}

/** Of a deleted reward nothing can be read any more, and Twitch has settled all of it. */
function leftOpen({ channel }: RewardToVerify, ours: Row[]): Difference[] {
  return ours
    .filter(({ state }) => EXPECTED[state] === 'UNFULFILLED')
    .map(({ id, state }) => ({
      kind: 'reward_deleted',
      about: id,
      channel,
      ledger: state,
      other: 'reward deleted',
      sentence: 'Its reward is gone from Twitch, so it cannot be open.',
    }))
}
