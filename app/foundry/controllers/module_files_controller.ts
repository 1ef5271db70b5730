import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ModuleFiles } from '#foundry/module/module_files'

/** What Foundry's own server, and a GM by hand, download. */
@inject()
export default class ModuleFilesController {
  constructor(private files: ModuleFiles) {}

  async manifest({ response }: HttpContext) {
    const manifest = await this.files.manifest()
    response.header('Cache-Control', 'no-cache')
    return manifest ?? this.#missing(response)
  }

  async zip({ response }: HttpContext) {
    const zip = await this.files.zip()

    if (!zip) {
      return this.#missing(response)
    }
    response.header('Cache-Control', 'no-cache')
    response.attachment(zip.path, zip.name)
  }

  /** Files that exist are served before any route is asked. */
  version({ response }: HttpContext) {
    return this.#missing(response, 'There is no such version of the Foundry module here any more.')
  }

  #missing(response: HttpContext['response'], sentence = this.files.missing) {
    response.status(404)
    return { error: { code: 'not_found', message: sentence } }
  }
}
