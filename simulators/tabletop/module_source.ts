import { readFile } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import { unzip } from './unzip.ts'
import type { ModuleInfo } from './shared.ts'

/** The module as a tabletop server has it installed: from a folder, or by its manifest. */
export interface ModuleSource {
  file(path: string): Promise<Buffer | null>
}

/** Read anew each time, so that a fresh build needs only a reload of the page. */
export function fromFolder(folder: string): ModuleSource {
  return {
    async file(path) {
      const clean = normalize(path)
      if (clean.startsWith('..') || clean.startsWith('/')) return null
      return readFile(join(folder, clean)).catch(() => null)
    },
  }
}

/**
 * Installs the module as a person does who pastes the manifest's URL.
 *
 * @throws Error when the manifest or its archive cannot be had
 */
export async function fromManifest(url: string): Promise<ModuleSource> {
  const answer = await get(url)
  const manifest: unknown = await answer.json()
  if (typeof manifest !== 'object' || manifest === null || !('download' in manifest)) {
    throw new Error(`The manifest at ${url} names no download`)
  }
  const archive = await get(String(manifest.download))
  const files = unzip(Buffer.from(await archive.arrayBuffer()))
  if (!files.has('module.json')) throw new Error('The archive has no module.json at its root')
  return { file: async (path) => files.get(path) ?? null }
}

/** What the pages need to know of the installed module; null when there is none. */
export async function moduleInfo(source: ModuleSource, appUrl: string): Promise<ModuleInfo | null> {
  const text = await source.file('module.json')
  if (!text) return null
  const manifest: Partial<ModuleInfo> = JSON.parse(text.toString())
  return {
    version: manifest.version ?? '',
    manifest: manifest.manifest ?? (appUrl ? `${appUrl}/foundry/module.json` : ''),
    esmodules: manifest.esmodules ?? [],
    styles: manifest.styles ?? [],
    languages: manifest.languages ?? [],
  }
}

async function get(url: string) {
  const response = await fetch(url, { signal: AbortSignal.timeout(15_000) })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response
}
