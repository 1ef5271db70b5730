import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipEntry {
  /** Path inside the archive, with forward slashes. */
  path: string
  content: Uint8Array
}

/** 1980-01-01, the zero of zip's clock: the same files give the same archive. */
const DOS_DATE = 0x21

const UTF8_NAMES = 0x0800
const DEFLATED = 8
const VERSION = 20

/**
 * A zip archive, byte for byte the same for the same entries in whatever order.
 * Small on purpose, so that the server can put its own address into the manifest
 * of the archive it hands out, without a dependency.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function writeZip(entries: ZipEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0

  for (const entry of [...entries].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = Buffer.from(entry.path)
    const packed = deflateRawSync(entry.content, { level: 9 })
    const common = commonFields(entry.content, packed, name)

    const local = Buffer.alloc(4)
    local.writeUInt32LE(0x04034b50)
    const file = Buffer.concat([local, common, name, packed])
    files.push(file)
    directory.push(directoryRecord(common, name, offset))
    offset += file.length
  }

  const listing = Buffer.concat(directory)
  return Buffer.concat([...files, listing, endRecord(entries.length, listing.length, offset)])
}

/** The 26 bytes that a file's own header and its directory record share. */
function commonFields(content: Uint8Array, packed: Buffer, name: Buffer) {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(VERSION, 0)
  fields.writeUInt16LE(UTF8_NAMES, 2)
  fields.writeUInt16LE(DEFLATED, 4)
  fields.writeUInt16LE(0, 6)
  fields.writeUInt16LE(DOS_DATE, 8)
  fields.writeUInt32LE(crc32(content), 10)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(content.length, 18)
  fields.writeUInt16LE(name.length, 22)
  return fields
}

function directoryRecord(common: Buffer, name: Buffer, offset: number) {
  const head = Buffer.alloc(6)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(VERSION, 4)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  return Buffer.concat([head, common, tail, name])
}

function endRecord(count: number, size: number, offset: number) {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
