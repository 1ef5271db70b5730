import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { cleanText } from '#core/clean_text'
import { instant } from '#dashboards/feed/instant_rule'
import { GROUPS } from '#dashboards/feed/kind_groups'

export const SOURCES = ['twitch.eventsub', 'twitch.poll', 'inferred'] as const

const MAX_TEXT = 100

const filterValidator = vine.create({
  groups: vine.array(vine.enum(GROUPS)).maxLength(GROUPS.length).optional(),
  source: vine.enum(SOURCES).optional(),
  /** A login. */
  viewer: vine
    .string()
    .trim()
    .regex(/^@?\w{1,25}$/)
    .transform((login) => login.replace(/^@/, '').toLowerCase())
    .optional(),
  text: vine
    .string()
    .trim()
    .maxLength(MAX_TEXT)
    .transform((text) => cleanText(text, MAX_TEXT))
    .optional(),
  from: vine.string().maxLength(40).use(instant()).optional(),
  to: vine.string().maxLength(40).use(instant()).optional(),
  /** The event that the page before ended at. */
  after: vine
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
})

/** What a reader of the feed has asked for. */
export type FeedFilter = Infer<typeof filterValidator>
export type FeedProblems = Partial<Record<keyof FeedFilter, string>>

const PROBLEMS: Required<FeedProblems> = {
  groups: 'There is no such kind.',
  source: 'There is no such source.',
  viewer: 'A Twitch login has letters, digits and underscores only.',
  text: `Shorter than ${MAX_TEXT} characters, please.`,
  from: 'That is not a time.',
  to: 'That is not a time.',
  after: 'There is no such page.',
}

/** What an address asks for; with a problem, the answer has no events. */
export async function readFeedFilter(
  query: Record<string, unknown>
): Promise<{ filter: FeedFilter; problems: FeedProblems }> {
  const [error, filter] = await filterValidator.tryValidate(query)

  if (error) {
    const fields: { field: string }[] = error.messages
    const isWrong = (name: string) =>
      fields.some(({ field }) => field === name || field.startsWith(`${name}.`))
    const problems = Object.entries(PROBLEMS).filter(([name]) => isWrong(name))
    return { filter: {}, problems: Object.fromEntries(problems) }
  }

  const isBackwards = filter.from && filter.to && filter.from > filter.to
  return { filter, problems: isBackwards ? { to: 'It ends before it begins.' } : {} }
}
