import { readFile } from 'node:fs/promises'

/**
 * What is published of a channel's seeds, oldest first:
 * `{ seeds: [{ sha256, seed, publishedAt, firstNumber, lastNumber, openings }], editions: { sha256: text } }`.
 * The seed of one that was lost is null.
 */
export async function read(source) {
  const published = /^https?:/.test(source)
    ? await download(source.replace(/\/$/, ''))
    : JSON.parse(await readFile(source, 'utf8'))
  if (published.seeds.length === 0) {
    throw new Error('No seed of this channel is revealed yet. Come back after the stream.')
  }
  return published
}

async function download(address) {
  const isList = /\/seeds$/.test(address)
  const seeds = isList ? await downloadList(address) : [await downloadSeed(address)]
  const editions = {}
  for (const { editionSha256 } of seeds.flatMap(({ openings }) => openings)) {
    const api = address.replace(/\/channels\/.*$/, '')
    editions[editionSha256] ??= await (await get(`${api}/editions/${editionSha256}`)).text()
  }
  return { seeds, editions }
}

/** From the oldest one up to the first that is not yet revealed. */
async function downloadList(address) {
  const { seeds } = await (await get(address)).json()
  const oldestFirst = seeds.toReversed()
  const hidden = oldestFirst.findIndex(({ seed, lostAt }) => seed === null && !lostAt)
  const complete = []
  for (const seed of oldestFirst.slice(0, hidden === -1 ? undefined : hidden)) {
    const isLost = seed.seed === null
    complete.push(
      isLost ? { ...seed, openings: [] } : await downloadSeed(`${address}/${seed.sha256}`)
    )
  }
  return complete
}

async function downloadSeed(address) {
  const openings = []
  let after = 0
  for (;;) {
    const page = await (await get(`${address}?after=${after}`)).json()
    if (page.seed.lostAt) {
      throw new Error('This seed was lost: nobody can read it, so its packs cannot be checked.')
    }
    if (page.seed.seed === null) {
      throw new Error('This seed is not revealed yet. Come back after the stream.')
    }
    openings.push(...page.openings)
    if (page.next === null) return { ...page.seed, openings }
    after = page.next
  }
}

/** Waits when it is told to. */
async function get(address) {
  const answer = await fetch(address)
  if (answer.status === 429) {
    const seconds = Number(answer.headers.get('retry-after') ?? 10)
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    return get(address)
  }
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}.`)
  return answer
}
