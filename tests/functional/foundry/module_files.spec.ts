import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { appUrl } from '#config/app'
import { ModuleFiles } from '#foundry/module/module_files'
import { origin } from '#tests/functional/foundry/support'

/** A folder as the module's build leaves it. */
async function built(withZip: boolean) {
  const folder = await mkdtemp(join(tmpdir(), 'module-'))
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, 'manifest.template.json'),
    JSON.stringify({ id: 'crowdcrit', version: '1.2.3' })
  )
  if (withZip) {
    await writeFile(join(folder, 'crowdcrit-1.2.3.zip'), 'PK-stand-in')
  }
  return folder
}

test.group('Foundry | module files', (group) => {
  group.each.teardown(() => app.container.restore(ModuleFiles))

  test('the manifest carries this deployment’s own addresses', async ({ assert, cleanup }) => {
    const folder = await built(true)
    cleanup(() => rm(folder, { recursive: true }))
    app.container.swap(ModuleFiles, () => new ModuleFiles(folder))

    const answer = await fetch(`${origin()}/foundry/module.json`)
    assert.equal(answer.status, 200)
    assert.deepEqual(await answer.json(), {
      id: 'crowdcrit',
      version: '1.2.3',
      url: appUrl.origin,
      changelog: `${appUrl.origin}/foundry/changelog.txt`,
      manifest: `${appUrl.origin}/foundry/module.json`,
      download: `${appUrl.origin}/foundry/crowdcrit-1.2.3.zip`,
    })

    const zip = await fetch(`${origin()}/foundry/module.zip`)
    assert.equal(await zip.text(), 'PK-stand-in')
    assert.match(zip.headers.get('content-disposition') ?? '', /crowdcrit-1\.2\.3\.zip/)
  })

  test('nothing is announced before its zip is there', async ({ assert, cleanup }) => {
    const folder = await built(false)
    cleanup(() => rm(folder, { recursive: true }))
    app.container.swap(ModuleFiles, () => new ModuleFiles(folder))

    for (const path of [
      '/foundry/module.json',
      '/foundry/module.zip',
      '/foundry/crowdcrit-0.0.9.zip',
    ]) {
      const answer = await fetch(`${origin()}${path}`)
      assert.equal(answer.status, 404)
      const body: unknown = await answer.json()
      assert.containSubset(body, { error: { code: 'not_found' } })
    }
  })
})
