import { router } from '@inertiajs/vue3'
import { ref } from 'vue'
import type { ImportReport } from '#packs/imports/import_report'
import { IMPORT_LIMITS } from '#packs/imports/import_rules'
import { FetchFailed, sendFile } from '~/channel/fetch_json'
import { LOCALE } from '../locale.ts'
import type { FileWithPath } from '~/card_sets/dropped_files'
import type { EditableSet } from '~/types'

/** Brings files to be looked at, and the same files again to be kept. */
export function useImport(set: () => EditableSet) {
  const report = ref<ImportReport | null>(null)
  const fault = ref('')
  const isBusy = ref(false)
  let body: Blob | FormData | null = null
  let asking = new AbortController()

  async function check(files: FileWithPath[]) {
    report.value = null
    fault.value = faultOf(files)
    if (!fault.value && files.length > 0) {
      body = bodyOf(files)
      report.value = await send(`/card-sets/${set().id}/imports/check`)
    }
  }

  /** Whether all of it has come in. */
  async function bringIn(): Promise<boolean> {
    const done = await send(`/card-sets/${set().id}/imports?revision=${set().revision}`)
    report.value = done ?? report.value
    router.reload()
    return done?.isDone ?? false
  }

  async function send(address: string): Promise<ImportReport | null> {
    const { signal } = (asking = new AbortController())
    isBusy.value = true
    fault.value = ''
    try {
      return body && (await sendFile<ImportReport>(address, body, signal))
    } catch (error) {
      if (signal.aborted) return null
      if (!(error instanceof FetchFailed)) throw error
      fault.value = error.message
      return null
    } finally {
      isBusy.value = false
    }
  }

  /** What is on its way is called off. */
  function forget() {
    asking.abort()
    report.value = null
    fault.value = ''
    body = null
  }

  return { report, fault, isBusy, check, bringIn, forget }
}

const isZip = (path: string) => path.toLowerCase().endsWith('.zip')

/** What need not be brought to be refused. */
function faultOf(files: FileWithPath[]): string {
  const size = files.reduce((sum, { file }) => sum + file.size, 0)
  if (size > IMPORT_LIMITS.upload) {
    return 'An import can have 200 MB. Bring it in parts.'
  }
  if (files.length > IMPORT_LIMITS.files) {
    return `These are more than ${IMPORT_LIMITS.files.toLocaleString(LOCALE)} files. Bring them in parts.`
  }
  return files.length > 1 && files.some(({ path }) => isZip(path))
    ? 'Bring one zip, or files and folders without one.'
    : ''
}

/** A zip goes as it is, other files as parts of a form, by their paths. */
function bodyOf(files: FileWithPath[]): Blob | FormData {
  const [first] = files
  if (first && isZip(first.path)) {
    return first.file.slice(0, first.file.size, 'application/zip')
  }
  const form = new FormData()
  files.forEach(({ path, file }) => form.append(path, file))
  return form
}
