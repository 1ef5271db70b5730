import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { appUrl } from '#config/app'

const NOT_BUILT = 'The Foundry module is not built yet. Run "npm run build", then try again.'

/** What `foundry_module/build.ts` has put into `public/foundry`. */
export class ModuleFiles {
  constructor(private folder: string) {}

  /** The manifest with this deployment's own addresses; null while there is no module. */
  async manifest(): Promise<Record<string, unknown> | null> {
    const template = await this.#template()

    if (template === null || (await this.#zipOf(template)) === null) {
      return null
    }

    return {
      ...template,
      url: appUrl.origin,
      changelog: new URL('/foundry/changelog.txt', appUrl).href,
      manifest: new URL('/foundry/module.json', appUrl).href,
      download: new URL(`/foundry/${zipName(template)}`, appUrl).href,
    }
  }

  /** Path and name of the current zip. */
  async zip(): Promise<{ path: string; name: string } | null> {
    const template = await this.#template()
    return template === null ? null : this.#zipOf(template)
  }

  get missing(): string {
    return NOT_BUILT
  }

  async #template(): Promise<Record<string, unknown> | null> {
    try {
      const path = join(this.folder, 'manifest.template.json')
      const parsed: unknown = JSON.parse(await readFile(path, 'utf8'))
      return typeof parsed === 'object' && parsed !== null ? { ...parsed } : null
    } catch {
      return null
    }
  }

  async #zipOf(template: Record<string, unknown>) {
    const name = zipName(template)
    const path = join(this.folder, name)
    const found = await stat(path).catch(() => null)
    return found?.isFile() ? { path, name } : null
  }
}

/** Pinned to the version, so that a manifest never announces another version's files. */
function zipName({ version }: Record<string, unknown>): string {
  return `crowdcrit-${String(version).replace(/[^\w.-]/g, '')}.zip`
}
