import type { ImportedFile } from '#packs/imports/import_folder'
import { isPictureName } from '#packs/imports/wanted_files'

/** Names are compared as people read them: without capitals, however their accents are written. */
const readable = (name: string) => name.normalize('NFC').replaceAll('\\', '/').toLowerCase()
const baseOf = (name: string) => name.slice(name.lastIndexOf('/') + 1)

/** Finds pictures of an import by the whole path, or by the name alone where it is the only one. */
export class PictureFinder {
  #byPath = new Map<string, ImportedFile>()
  #byName = new Map<string, ImportedFile[]>()

  constructor(files: readonly ImportedFile[]) {
    for (const file of files.filter(({ name }) => isPictureName(name))) {
      const path = readable(file.name)
      this.#byPath.set(path, file)
      const name = baseOf(path)
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), file])
    }
  }

  /** The file, or a sentence that says why there is none. */
  find(written: string): ImportedFile | string {
    const path = readable(written).replace(/^\.?\//, '')
    const exact = this.#byPath.get(path)
    const [found, ...others] = exact ? [exact] : (this.#byName.get(baseOf(path)) ?? [])
    if (!found) {
      return `The picture “${written.slice(0, 80)}” is not there.`
    }
    return others.length > 0
      ? `There are several pictures called “${written.slice(0, 80)}”. Write its folder too.`
      : found
  }
}
