import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { IMPORT_LIMITS } from '#packs/imports/import_rules'
import { ImportRefused } from '#packs/imports/import_refused'

const PARENT = path.join(tmpdir(), 'crowdcrit_imports')
/** Older ones were left behind by a crash. */
const STALE_MS = 86_400_000

/** A file of an import: what it is called there, and where it lies here. */
export interface ImportedFile {
  name: string
  path: string
}

/**
 * A folder for the files of one import. They lie in it under numbers: what a file is
 * called is never part of a path.
 */
export class ImportFolder {
  readonly files: ImportedFile[] = []
  #written = 0

  private constructor(private folder: string) {}

  /** Makes one for the work, and removes it with all that is in it, whatever happens. */
  static async use<Result>(work: (folder: ImportFolder) => Promise<Result>): Promise<Result> {
    await mkdir(PARENT, { recursive: true })
    await removeStale()
    const folder = await mkdtemp(path.join(PARENT, 'import_'))
    try {
      return await work(new ImportFolder(folder))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** A place for what is no file of the import, such as the zip itself. */
  get scratch(): string {
    return path.join(this.folder, 'upload')
  }

  /** Writes a file, and no more of it than it may have. @throws ImportRefused */
  async add(name: string, content: Readable, most: number): Promise<void> {
    if (this.files.length >= IMPORT_LIMITS.files) {
      throw new ImportRefused(`These are more than ${IMPORT_LIMITS.files} files.`)
    }
    if (name.length > IMPORT_LIMITS.path) {
      throw new ImportRefused('The name of the file is too long.', { file: name })
    }
    const file = { name, path: path.join(this.folder, `${this.files.length}`) }
    this.files.push(file)
    await this.#write(
      file.path,
      content,
      Math.min(most, IMPORT_LIMITS.inflated - this.#written),
      name
    )
  }

  /** Writes the zip. @throws ImportRefused */
  async receive(content: Readable): Promise<void> {
    await this.#write(this.scratch, content, IMPORT_LIMITS.upload)
    this.#written = 0
  }

  async #write(place: string, content: Readable, most: number, file?: string): Promise<void> {
    let length = 0
    const counted = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        length += chunk.length
        this.#written += chunk.length
        done(length > most ? new ImportRefused(tooLarge(file), { file }) : null, chunk)
      },
    })
    await pipeline(content, counted, createWriteStream(place, { flags: 'wx' }))
  }
}

const tooLarge = (file: string | undefined) =>
  file ? 'The file is too large.' : 'An import can have 200 MB. Bring it in parts.'

async function removeStale(): Promise<void> {
  for (const name of await readdir(PARENT)) {
    const folder = path.join(PARENT, name)
    const found = await stat(folder).catch(() => null)
    if (found && Date.now() - found.mtimeMs > STALE_MS) {
      await rm(folder, { recursive: true, force: true })
    }
  }
}
