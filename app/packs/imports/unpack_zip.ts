import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { IgnoredFiles } from '#packs/imports/ignored_files'
import type { ImportFolder } from '#packs/imports/import_folder'
import { ImportRefused } from '#packs/imports/import_refused'
import { IMPORT_LIMITS } from '#packs/imports/import_rules'
import { isLitter, mostBytesOf } from '#packs/imports/wanted_files'

const openZip = promisify<string, yauzl.Options, ZipFile>(yauzl.open)
/** A small zip can claim anything; a picture or a table never shrinks that much. */
const NO_ZIP = 'This is no zip that can be read. Make it again, without a password.'

/**
 * Reads the wanted files of the uploaded zip into its folder. Sizes are counted as they come, whatever the zip says.
 *
 * @returns what was passed over
 * @throws ImportRefused
 */
export async function unpackZip(folder: ImportFolder): Promise<IgnoredFiles> {
  const zip = await readable(() =>
    openZip(folder.scratch, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
  )
  try {
    if (zip.entryCount > IMPORT_LIMITS.files) {
      throw new ImportRefused(`The zip has more than ${IMPORT_LIMITS.files} entries.`)
    }
    return await unpackEntries(zip, folder)
  } finally {
    zip.close()
  }
}

async function unpackEntries(zip: ZipFile, folder: ImportFolder): Promise<IgnoredFiles> {
  const ignored = new IgnoredFiles()
  let entries = 0
  for (let entry = await nextEntry(zip); entry; entry = await nextEntry(zip)) {
    entries += 1
    if (entries > IMPORT_LIMITS.files) {
      throw new ImportRefused(`The zip has more than ${IMPORT_LIMITS.files} entries.`)
    }
    const { fileName } = entry
    const most = mostBytesOf(fileName)
    if (fileName.endsWith('/') || isLitter(fileName)) {
      continue
    }
    if (most === null) {
      ignored.add(fileName)
      continue
    }
    await unpackEntry(zip, entry, folder, most)
  }
  return ignored
}

async function unpackEntry(zip: ZipFile, entry: Entry, folder: ImportFolder, most: number) {
  const { fileName: file } = entry
  if (entry.isEncrypted()) {
    throw new ImportRefused('The file has a password.', { file })
  }
  if (entry.uncompressedSize > most) {
    throw new ImportRefused('The file is too large.', { file })
  }
  const stream = await readable(
    () => promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry),
    file
  )
  await readable(() => folder.add(file, stream, most), file)
}

/** Null after the last one. yauzl refuses names that lead out of the folder. */
function nextEntry(zip: ZipFile): Promise<Entry | null> {
  return readable(
    () =>
      new Promise((resolve, reject) => {
        const done = (work: () => void) => {
          zip.off('entry', onEntry).off('end', onEnd).off('error', onError)
          work()
        }
        const onEntry = (entry: Entry) => done(() => resolve(entry))
        const onEnd = () => done(() => resolve(null))
        const onError = (error: Error) => done(() => reject(error))
        zip.on('entry', onEntry).on('end', onEnd).on('error', onError)
        zip.readEntry()
      })
  )
}

/** A zip that is broken, or made to break something, is told as one. */
async function readable<Result>(read: () => Promise<Result>, file?: string): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    throw error instanceof ImportRefused ? error : new ImportRefused(NO_ZIP, { file, cause: error })
  }
}
