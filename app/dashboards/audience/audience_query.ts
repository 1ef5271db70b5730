import type { SqlValue } from '#core/sql'
import type { AudienceFilter } from '#dashboards/audience/audience_filter'
import { partsOf } from '#dashboards/audience/audience_parts'

export const PAGE = 50

/** Sorts behind every sign of a login. */
const BEHIND = '~'
const LOGIN = '(lower(v.login) COLLATE "C")'
export const IS_SHOWN = 'NOT v.is_hidden AND v.erased_at IS NULL'

interface Question {
  channelId: string
  streamerId: string
  filter: AudienceFilter
  /** Whom the page before ended at. */
  after: { id: string; login: string } | null
}

/** The ids of a page of viewers, and of one more, as `picked (id, place)` in the order of `place`. */
export function audienceQuery(question: Question): { text: string; values: SqlValue[] } {
  return question.filter.login ? byLogin(question, question.filter.login) : byAge(question)
}

/** Who was known last comes first: the parts are read in that order and merged. */
function byAge({ channelId, streamerId, filter, after }: Question) {
  const beyond = after ? ' AND p.viewer_id < $3::bigint' : ''
  const page = `ORDER BY viewer_id DESC LIMIT ${PAGE + 1}`
  const parts = partsOf(filter.is).map(
    ({ table, where }) =>
      `(SELECT DISTINCT p.viewer_id FROM ${table} p WHERE ${where}${beyond} ${page})`
  )
  return {
    text: `SELECT viewer_id AS id, row_number() OVER (ORDER BY viewer_id DESC) AS place
      FROM (SELECT viewer_id FROM (${parts.join(' UNION ALL ')}) AS parts
            GROUP BY viewer_id ${page}) AS met`,
    values: [channelId, streamerId, ...(after ? [after.id] : [])],
  }
}

/** Whose login begins so, in the order of logins. */
function byLogin({ channelId, streamerId, filter, after }: Question, login: string) {
  const beyond = after ? `AND (${LOGIN}, v.id) > ($5, $6::bigint)` : ''
  const parts = partsOf(filter.is).map(
    ({ table, where }) => `SELECT FROM ${table} p WHERE p.viewer_id = v.id AND ${where}`
  )
  return {
    text: `SELECT v.id, row_number() OVER (ORDER BY ${LOGIN}, v.id) AS place FROM viewers v
      WHERE ${LOGIN} >= $3 AND ${LOGIN} < $4 ${beyond} AND ${IS_SHOWN}
        AND EXISTS (${parts.join(' UNION ALL ')})
      ORDER BY ${LOGIN}, v.id LIMIT ${PAGE + 1}`,
    values: [
      channelId,
      streamerId,
      login,
      login + BEHIND,
      ...(after ? [after.login, after.id] : []),
    ],
  }
}
