/**
 * Builds the Foundry module:
 *
 *   node foundry_module/build.ts --version 1.2.3 --out public/foundry
 *
 * writes `unpacked/` (the files as Foundry installs them), `crowdcrit-<version>.zip` with its
 * checksum beside it, `changelog.txt` for people's browsers, and `manifest.template.json`. The manifest has no origin: the server fills in its
 * own `url`, `manifest` and `download`. Same sources, same bytes.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { writeZip, type ZipEntry } from './zip.ts'

const MAX_GZIP_BYTES = 60 * 1024
const here = import.meta.dirname

const { values } = parseArgs({
  options: { version: { type: 'string' }, out: { type: 'string', default: 'public/foundry' } },
})
const version = values.version ?? (await packageVersion())
const out = resolve(values.out)

const entries: ZipEntry[] = [
  { path: 'module.json', content: await manifest() },
  { path: 'module.mjs', content: await bundle() },
  { path: 'CHANGELOG.md', content: await source('CHANGELOG.md') },
  { path: 'crowdcrit.css', content: await source('styles/crowdcrit.css') },
  { path: 'lang/en.json', content: await source('lang/en.json') },
  { path: 'lang/fr.json', content: await source('lang/fr.json') },
]

const gzipped = entries.reduce((total, { content }) => total + gzipSync(content).length, 0)
if (gzipped > MAX_GZIP_BYTES) {
  throw new Error(`The module is ${gzipped} bytes gzipped, more than ${MAX_GZIP_BYTES}`)
}

const zip = writeZip(entries)
const checksum = createHash('sha256').update(zip).digest('hex')
await rm(join(out, 'unpacked'), { recursive: true, force: true })
for (const { path, content } of entries) await write(join(out, 'unpacked', path), content)
await write(join(out, `crowdcrit-${version}.zip`), zip)
await write(join(out, `crowdcrit-${version}.zip.sha256`), `${checksum}  crowdcrit-${version}.zip\n`)
await write(join(out, 'changelog.txt'), await source('CHANGELOG.md'))
// Last: what announces the zip must not be there before it.
await write(join(out, 'manifest.template.json'), await manifest())
console.log(`Foundry module ${version}: ${gzipped} bytes gzipped, sha256 ${checksum}`)

async function bundle(): Promise<Uint8Array> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    root: here,
    publicDir: false,
    define: { CROWDCRIT_VERSION: JSON.stringify(version) },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: join(here, 'src/main.ts'), formats: ['es'], fileName: () => 'module.mjs' },
    },
  })
  const chunks = [result].flat().flatMap((part) => ('output' in part ? part.output : []))
  const entry = chunks.find((chunk) => chunk.type === 'chunk' && chunk.isEntry)
  if (!entry || entry.type !== 'chunk') throw new Error('The bundle has no entry')
  return Buffer.from(entry.code)
}

async function manifest(): Promise<Uint8Array> {
  const template: unknown = JSON.parse(String(await source('module.template.json')))
  return Buffer.from(`${JSON.stringify(Object.assign({}, template, { version }), null, 2)}\n`)
}

async function packageVersion(): Promise<string> {
  const read: unknown = JSON.parse(await readFile(join(here, '../package.json'), 'utf8'))
  if (typeof read === 'object' && read !== null && 'version' in read) return String(read.version)
  throw new Error('package.json has no version')
}

function source(path: string) {
  return readFile(join(here, path))
}

async function write(path: string, content: string | Uint8Array) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
}
