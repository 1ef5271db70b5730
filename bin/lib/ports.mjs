import path from 'node:path'
import { freePort } from './free_port.mjs'
import { readJson, writeJson } from './json_file.mjs'
import { DATA_FOLDER } from './paths.mjs'

/** A free port that stays the same from start to start while it can, so that open tabs keep working. */
export async function rememberedPort(name, file = path.join(DATA_FOLDER, 'ports.json')) {
  const known = readJson(file) ?? {}
  const port = await freePort(known[name])
  writeJson(file, { ...known, [name]: port })
  return port
}
