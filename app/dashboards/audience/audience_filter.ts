import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'

/** What somebody is on a channel now; `redeemed` is whoever ever did. */
export const AUDIENCE_PARTS = ['follower', 'subscriber', 'moderator', 'vip', 'redeemed'] as const

const filterValidator = vine.create({
  is: vine.enum(AUDIENCE_PARTS).optional(),
  /** The beginning of a login. */
  login: vine
    .string()
    .trim()
    .regex(/^@?\w{1,25}$/)
    .transform((login) => login.replace(/^@/, '').toLowerCase())
    .optional(),
  /** The viewer whom the page before ended at. */
  after: vine
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
})

export type AudienceFilter = Infer<typeof filterValidator>
export type AudienceProblems = Partial<Record<keyof AudienceFilter, string>>

const PROBLEMS: Required<AudienceProblems> = {
  is: 'There is no such part of the audience.',
  login: 'A Twitch login has letters, digits and underscores only.',
  after: 'There is no such page.',
}

/** What an address asks for; with a problem, the answer has nobody. */
export async function readAudienceFilter(
  query: Record<string, unknown>
): Promise<{ filter: AudienceFilter; problems: AudienceProblems }> {
  const [error, filter] = await filterValidator.tryValidate(query)

  if (!error) {
    return { filter, problems: {} }
  }
  const fields: { field: string }[] = error.messages
  const isWrong = (name: string) => fields.some(({ field }) => field === name)
  const problems = Object.entries(PROBLEMS).filter(([name]) => isWrong(name))
  return { filter: {}, problems: Object.fromEntries(problems) }
}
