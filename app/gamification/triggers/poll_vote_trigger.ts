import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import type { PreFlightContext, Problem } from '#gamification/handlers/problem'
import type { PollFacts, Signal } from '#gamification/handlers/signals'
import { Trigger } from '#gamification/handlers/trigger'
import { findCandidates } from '#polls/control/find_candidates'
import { wayToVote } from '#polls/control/way_to_vote'

const DEFAULT_THRESHOLD = 10
const MOST = 1_000_000
/** Of the first votes one alone is all of them: while a poll runs, so many say something about a share. */
const FEWEST = 10
/** As long as Twitch lets an option of a poll be. */
const MAX_OPTION = 25

const atMostAll = vine.createRule((value, _options: undefined, field) => {
  if (typeof value === 'number' && value > 100 && Object(field.parent).counted === 'percent') {
    field.report('No more than 100 percent.', 'atMostAll', field)
  }
})

const settings = vine.create({
  option: vine.string().trim().minLength(1).maxLength(MAX_OPTION).meta({
    title: 'Which option',
    description: 'Its words, or its place in the poll: 1, 2 and so on.',
    maxLength: MAX_OPTION,
  }),
  threshold: vine
    .number()
    .withoutDecimals()
    .range([1, MOST])
    .use(atMostAll())
    .optional()
    .meta({ title: 'Needs', default: DEFAULT_THRESHOLD, minimum: 1, maximum: MOST }),
  counted: vine
    .enum(['votes', 'percent'] as const)
    .optional()
    .meta({
      title: 'Counted in',
      description: `While the poll runs, percent count from ${FEWEST} votes on.`,
      default: 'votes',
      enumNames: ['votes', 'percent of all votes'],
    }),
  when: vine
    .enum(['running', 'end'] as const)
    .optional()
    .meta({
      title: 'Looked at',
      default: 'running',
      enumNames: ['whenever votes come in', 'when the poll is over'],
    }),
})

type Settings = Infer<typeof settings>

/**
 * Fires when an option of a poll has enough votes; never without one.
 */
export default class PollVoteTrigger extends Trigger<Settings, 'poll.voted'> {
  static id = 'poll_vote'
  static label = 'Poll'
  static description = 'An option of a poll gets enough votes.'
  static listensTo = 'poll.voted' as const
  static provides = [] as const
  static opens = true
  static settings = settings

  evaluate(chosen: Settings, { data: poll }: Signal<'poll.voted'>) {
    const { threshold = DEFAULT_THRESHOLD, counted = 'votes', when = 'running' } = chosen
    const option = optionOf(poll, chosen.option)

    if (!option) {
      return this.skipped(`the poll has no option “${chosen.option}”`)
    }

    if (when === 'end' && !poll.ended) {
      return this.skipped('the poll is still running')
    }

    const { votes, title } = option
    // Compared without dividing: no rounding, and nothing to divide by zero.
    const isEnough =
      counted === 'votes'
        ? votes >= threshold
        : votes * 100 >= threshold * poll.total && (poll.ended || poll.total >= FEWEST)
    if (votes <= 0 || !isEnough) {
      return this.skipped(`“${title}” has ${votes} of ${poll.total} votes`)
    }

    const { pollId, question, total } = poll
    return this.matched({ poll: { pollId, question, option: title, votes, total } })
  }

  /** Whoever plays another campaign now, or has a poll running, may not by then. */
  async preFlightCheck(_chosen: Settings, { sql, campaignId }: PreFlightContext) {
    const channels = await findCandidates(sql, campaignId)
    const reasons = channels.flatMap(({ streamer, ...candidate }) => {
      const way = wayToVote({ ...candidate, isLive: true, isBusy: false })
      return 'problem' in way ? [`${streamer}: ${way.problem}`] : []
    })
    const isNobody = channels.length > 0 && reasons.length === channels.length
    const problems: Problem[] = isNobody
      ? [{ state: 'failed', sentence: `No channel can take part in a poll. ${reasons.join(' ')}` }]
      : []
    return problems
  }
}

/** By its words, whatever their case; else by its place. */
function optionOf({ options }: PollFacts, wanted: string) {
  const words = wanted.toLocaleLowerCase('en')
  return (
    options.find(({ title }) => title.trim().toLocaleLowerCase('en') === words) ??
    (/^\d{1,2}$/.test(wanted) ? options[Number(wanted) - 1] : undefined)
  )
}
