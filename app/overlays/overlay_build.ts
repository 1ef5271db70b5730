import app from '@adonisjs/core/services/app'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

const FOLDER = 'public/overlay-assets'
const CACHE_MS = 5_000

let known: { build: string; until: number } | undefined

/** A file of the built page. */
export const overlayFile = (name: string): string => app.makePath(join(FOLDER, name))

/** Which build of the page this server carries; `none` while there is none. */
export async function overlayBuild(): Promise<string> {
  if (!known || known.until < Date.now()) {
    known = { build: await readBuild(), until: Date.now() + CACHE_MS }
  }
  return known.build
}

async function readBuild(): Promise<string> {
  try {
    const text = await readFile(overlayFile('build.json'), 'utf8')
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && 'build' in parsed
      ? String(parsed.build)
      : 'none'
  } catch {
    return 'none'
  }
}
