/**
 * Draws the card packs of a Crowdcrit channel again, from published data:
 * `node verify.mjs <address of seeds, of one seed, or file> [--save file.json]`
 */
import { writeFile } from 'node:fs/promises'
import { check } from './check.mjs'
import { read } from './published.mjs'

const { source, saveAs } = readArguments(process.argv.slice(2))

try {
  const published = await read(source)
  if (saveAs) await writeFile(saveAs, JSON.stringify(published))
  process.exitCode = report(check(published), published)
} catch (error) {
  console.error(error.message)
  process.exitCode = 2
}

function report({ faults, packs, uncertain }, { seeds }) {
  for (const fault of faults) console.log(fault)
  const what = `${packs} packs of ${seeds.length} ${seeds.length === 1 ? 'seed' : 'seeds'}`
  console.log(
    faults.length === 0 ? `${what}: all as drawn.` : `${what}: ${faults.length} differences.`
  )
  if (uncertain > 0) {
    console.log(`${uncertain} pity counts began before the first of these packs.`)
  }
  return faults.length === 0 ? 0 : 1
}

function readArguments(words) {
  const save = words.indexOf('--save')
  const saved = save === -1 ? undefined : words[save + 1]
  const [from, ...more] = words.filter(
    (_word, at) => save === -1 || (at !== save && at !== save + 1)
  )
  if (!from || more.length > 0 || (save !== -1 && !saved)) {
    console.error('Usage: node verify.mjs <address or file> [--save file.json]')
    process.exit(2)
  }
  return { source: from, saveAs: saved }
}
