import { createRequire } from 'node:module'
import { realpathSync } from 'node:fs'
import { fromRoot } from '../paths.mjs'

/** pg is there only once the packages are installed, hence not an import. */
const load = () => createRequire(fromRoot('package.json'))('pg')

/** Runs `work` with a connected client and closes it. Errors are those of pg. */
export async function withClient(connectionString, work, timeout = 5000) {
  const { Client } = load()
  const client = new Client({ connectionString, connectionTimeoutMillis: timeout })
  client.on('error', () => {})

  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

function samePath(one, other) {
  try {
    return realpathSync(one) === realpathSync(other)
  } catch {
    return false
  }
}

/** Whether a server answers there, takes our password, and serves this data folder. */
export async function answersFor(data, url) {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query('show data_directory')
      return samePath(rows[0].data_directory, data)
    })
  } catch {
    return false
  }
}

const quote = (name) => `"${name.replaceAll('"', '""')}"`

/** Makes a database unless it is there. Two commands may try at once. */
export async function ensureDatabase(url, name) {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) {
      await client.query(`create database ${quote(name)}`).catch((error) => {
        if (error.code !== '42P04' && error.code !== '23505') {
          throw error
        }
      })
    }
  })
}

/** A database of that name, whatever was in it: an empty one, or a copy of a template nobody is connected to. */
export async function renewDatabase(url, name, template = 'template1') {
  await withClient(url, async (client) => {
    await client.query(`drop database if exists ${quote(name)} with (force)`)
    await client.query(`create database ${quote(name)} template ${quote(template)}`)
  })
}

/** Drops every database whose name begins so. */
export async function dropDatabases(url, prefix) {
  await withClient(url, async (client) => {
    const { rows } = await client.query(
      'select datname as name from pg_database where starts_with(datname, $1)',
      [prefix]
    )
    for (const { name } of rows) {
      await client.query(`drop database if exists ${quote(name)} with (force)`)
    }
  })
}

/** A setting for all who will connect to that database. */
export async function setForDatabase(url, name, setting, value) {
  await withClient(url, async (client) => {
    await client.query(`alter database ${quote(name)} set ${quote(setting)} to ${quote(value)}`)
  })
}
