import { PlainError } from '../plain_error.mjs'
import { withClient } from '../postgres/connection.mjs'

const OLDEST = 15

function parse(name, text) {
  try {
    const url = new URL(text)
    if (/^postgres(ql)?:$/.test(url.protocol) && url.hostname && url.pathname.length > 1) {
      return url
    }
  } catch {
    // Told below: the error of URL would print the whole text, with its password.
  }
  throw new PlainError(
    `${name} is not a PostgreSQL address: write it as postgres://user:password@host:5432/database.`
  )
}

/** Where a connection fails, in words that name what to change. The address is shown without its password. */
function explain(error, url) {
  const place = `${url.hostname}:${url.port || 5432}`
  const user = decodeURIComponent(url.username) || '(none)'
  const database = decodeURIComponent(url.pathname.slice(1))

  switch (error.code) {
    case 'ECONNREFUSED':
      return `nothing answers at ${place}: start that PostgreSQL, or correct host and port`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host ${url.hostname} is not known: correct it`
    case '28P01':
    case '28000':
      return `${place} refuses the user "${user}" with this password: correct them`
    case '3D000':
      return `${place} has no database "${database}": create it (createdb ${database}), or correct the name`
    case '53300':
      return `${place} has no connection left: raise its max_connections`
    case '57P03':
      return `${place} is just starting or stopping: try again in a moment`
    default:
      return `${place} does not answer as PostgreSQL does (${error.code ?? shorten(error.message)})`
  }
}

const shorten = (message) => message.split('\n')[0].slice(0, 80)

/** @throws PlainError one sentence that says what to correct, and never the password. */
export async function checkDatabase(name, text) {
  const url = parse(name, text)
  const version = await ask(text).catch((error) => {
    throw new PlainError(`${name}: ${explain(error, url)}.`)
  })

  if (version < OLDEST) {
    throw new PlainError(
      `${name}: this is PostgreSQL ${version}, but Crowdcrit needs ${OLDEST} or newer.`
    )
  }
  return `PostgreSQL ${version} at ${url.hostname}:${url.port || 5432}`
}

const ask = (text) =>
  withClient(text, async (client) => {
    const { rows } = await client.query('show server_version_num')
    return Math.floor(Number(rows[0].server_version_num) / 10_000)
  })
