/** A file with the way to it from what was dropped or chosen. */
export interface FileWithPath {
  path: string
  file: File
}

/** Files of a chosen folder. */
export const chosenFiles = (files: FileList | null): FileWithPath[] =>
  [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))

/** Files that were dropped, those in folders too. The entries have to be taken before anything is waited for. */
export async function droppedFiles(transfer: DataTransfer | null): Promise<FileWithPath[]> {
  const entries = [...(transfer?.items ?? [])]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null)
  const found = await Promise.all(entries.map(filesIn))
  return found.flat()
}

async function filesIn(entry: FileSystemEntry): Promise<FileWithPath[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    return [{ path: entry.fullPath.replace(/^\//, ''), file }]
  }
  const inner = isFolder(entry) ? await entriesOf(entry) : []
  const found = await Promise.all(inner.map(filesIn))
  return found.flat()
}

/** A folder gives its entries some at a time, and none at its end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject)
    )
    if (some.length === 0) {
      return all
    }
    all.push(...some)
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
