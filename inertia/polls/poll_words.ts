import type { Voters } from '#polls/control/list_voters'
import type { PollState } from '#polls/poll_state'

const number = new Intl.NumberFormat('en')
const words = new Intl.ListFormat('en', { type: 'conjunction' })

/** Whose votes nobody has more of; none without votes. */
export function leaders({ options, total }: PollState): number[] {
  const most = Math.max(...options.map(({ votes }) => votes))
  return total === 0 ? [] : options.flatMap(({ votes }, index) => (votes === most ? [index] : []))
}

export function percent(votes: number, total: number): number {
  return total === 0 ? 0 : Math.round((votes / total) * 100)
}

export const votesInWords = (votes: number) =>
  `${number.format(votes)} ${votes === 1 ? 'vote' : 'votes'}`

/** No channel could take it: each says why. */
export const wasAskedNowhere = ({ channels }: PollState) =>
  channels.length > 0 && channels.every(({ state }) => state === 'failed')

/** How it stands, or how it has ended, in a sentence. */
export function outcome(poll: PollState): string {
  if (poll.status === 'cancelled') {
    return 'Cancelled. Nothing follows from it.'
  }
  if (wasAskedNowhere(poll)) {
    return 'It could be asked nowhere.'
  }
  const leading = leaders(poll)
  const names = words.format(leading.map((index) => `“${poll.options[index]?.text ?? ''}”`))
  const isOver = poll.status === 'ended'
  if (leading.length === 0) {
    return isOver ? 'Nobody has voted.' : 'Nobody has voted yet.'
  }
  if (leading.length > 1) {
    return isOver ? `A tie between ${names}.` : `${names} are level.`
  }
  const votes = poll.options[leading[0] ?? 0]?.votes ?? 0
  const share = `${percent(votes, poll.total)} %`
  return isOver ? `${names} wins with ${share}.` : `${names} leads with ${share}.`
}

/** How the viewers of a channel vote. */
export function wayInWords(voters: Voters): string {
  return 'problem' in voters ? voters.problem : METHODS[voters.method]
}

export const METHODS = { twitch: 'Twitch poll', chat: 'In chat, with !1, !2 …' } as const

/** What a poll's duration can be chosen from, in seconds; Twitch takes 15 seconds to 30 minutes. */
export const DURATIONS = [
  { value: 15, label: '15 seconds' },
  { value: 30, label: '30 seconds' },
  { value: 60, label: '1 minute' },
  { value: 120, label: '2 minutes' },
  { value: 180, label: '3 minutes' },
  { value: 300, label: '5 minutes' },
  { value: 600, label: '10 minutes' },
  { value: 1_800, label: '30 minutes' },
]
