import type { HttpContext } from '@adonisjs/core/http'
import { API_PREFIX, openApiDocument } from '#foundry/openapi'
import { serverVersion } from '#foundry/server_version'

/** The bridge's description, for programs and for people. */
export default class ApiDocsController {
  json({ response }: HttpContext) {
    response.header('Access-Control-Allow-Origin', '*')
    return this.#document()
  }

  show({ response, view }: HttpContext) {
    response.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
    return view.render('docs/api', { document: this.#document(), prefix: API_PREFIX })
  }

  #document() {
    return openApiDocument(serverVersion())
  }
}
