import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { test } from '@japa/runner'
import { unzip } from '../../simulators/tabletop/unzip.ts'
import { temporaryFolder } from './temporary_folder.js'

const ROOT = join(import.meta.dirname, '../..')

async function build(out: string) {
  const args = [join(ROOT, 'foundry_module/build.ts'), '--version', '9.8.7', '--out', out]
  await promisify(execFile)(process.execPath, args)
  return out
}

/** Every file below, by path. */
async function filesOf(folder: string) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name))
  const files = await Promise.all(paths.map((path) => readFile(path)))
  return new Map(paths.map((path, i) => [path.slice(folder.length + 1), files[i]!] as const))
}

test.group('The build of the Foundry module', () => {
  test('same sources, same bytes; the zip has its checksum and changelog', async ({
    assert,
    cleanup,
  }) => {
    const [first, second] = [temporaryFolder(cleanup), temporaryFolder(cleanup)]
    await Promise.all([build(first), build(second)])
    const files = await filesOf(first)
    assert.deepEqual(files, await filesOf(second))

    const zip = files.get('crowdcrit-9.8.7.zip')!
    const sum = createHash('sha256').update(zip).digest('hex')
    const told = String(files.get('crowdcrit-9.8.7.zip.sha256'))
    assert.equal(told, `${sum}  crowdcrit-9.8.7.zip\n`)

    const inside = unzip(zip)
    assert.sameMembers(
      [...inside.keys()],
      ['CHANGELOG.md', 'crowdcrit.css', 'lang/en.json', 'lang/fr.json', 'module.json', 'module.mjs']
    )
    assert.deepEqual(inside.get('CHANGELOG.md'), files.get('changelog.txt'))
    const manifest: unknown = JSON.parse(String(inside.get('module.json')))
    assert.containSubset(manifest, { id: 'crowdcrit', version: '9.8.7', compatibility: {} })
    const gzipped = [...inside.values()].reduce((size, file) => size + gzipSync(file).length, 0)
    assert.isBelow(gzipped, 60 * 1024)
  })
})
