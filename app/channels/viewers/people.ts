import { cleanText } from '#core/clean_text'
import type { Sql } from '#core/sql'
import type { Person } from '#twitch/events/payloads'
import { Viewers } from '#channels/viewers/viewers'

const MAX_NAME = 60

/**
 * The viewers that people on Twitch are, with names kept current, by Twitch id. They
 * are held until the end of the transaction, so that nobody is erased meanwhile.
 */
export async function viewersOf(sql: Sql, people: Person[]): Promise<Map<string, number>> {
  if (people.length === 0) {
    return new Map()
  }
  const deeds = people.map(({ id, login, displayName }) => {
    const name = cleanText(login, MAX_NAME) || id
    return {
      viewer: { twitchId: id, login: name, displayName: cleanText(displayName, MAX_NAME) || name },
    }
  })
  const viewers = new Viewers()
  const known = await viewers.read(sql, deeds, 'held')
  await viewers.write(sql, deeds, known)
  return new Map(known.values().map(({ id, twitchId }) => [twitchId, id]))
}
