import { uuidv7 } from '#core/ids'
import type { Sql } from '#core/sql'
import { STREAMER_SCOPES } from '#accounts/streamer_scopes'

export interface Person {
  id: string
  login: string
  broadcasterId: string
}

/** Somebody with a Twitch account, as they are after sign-in; the tokens are nonsense. */
export async function createPerson(
  sql: Sql,
  name: string,
  options: { scopes?: readonly string[]; broadcasterType?: string; isAdmin?: boolean } = {}
): Promise<Person> {
  const id = uuidv7()
  const login = name.toLowerCase().replaceAll(/\W+/g, '_')
  const broadcasterId = String(40_000_000 + login.length * 7_919 + login.charCodeAt(0))

  await sql.run('INSERT INTO users (id, display_name, is_admin) VALUES ($1, $2, $3)', [
    id,
    name,
    options.isAdmin ?? false,
  ])
  await sql.run(
    `INSERT INTO twitch_accounts (id, user_id, twitch_id, login, display_name, broadcaster_type,
       access_token, refresh_token, scopes)
     VALUES ($1, $2, $3, $4, $5, $6, 'nonsense', 'nonsense',
       ARRAY(SELECT jsonb_array_elements_text($7::jsonb)))`,
    [
      uuidv7(),
      id,
      broadcasterId,
      login,
      name,
      options.broadcasterType ?? 'affiliate',
      JSON.stringify(options.scopes ?? STREAMER_SCOPES),
    ]
  )
  return { id, login, broadcasterId }
}

/** Viewers by display name, in this order; answers their ids. */
export async function createViewers(sql: Sql, names: string[]): Promise<number[]> {
  const rows = await sql.run<{ id: string }>(
    `INSERT INTO viewers (twitch_id, login, display_name)
     SELECT (70000000 + place)::text, lower(name), name
     FROM jsonb_array_elements_text($1::jsonb) WITH ORDINALITY AS w(name, place)
     ORDER BY place RETURNING id`,
    [JSON.stringify(names)]
  )
  return rows.map(({ id }) => Number(id))
}
