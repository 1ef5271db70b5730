import type { HttpContext } from '@adonisjs/core/http'
import { apiParts, wholeDocument } from '#foundry/openapi/whole_document'
import { serverVersion } from '#foundry/server_version'

/** What programs may ask, for them and for people. */
export default class ApiDocsController {
  json({ response }: HttpContext) {
    response.header('Access-Control-Allow-Origin', '*')
    return wholeDocument(serverVersion())
  }

  show({ response, view }: HttpContext) {
    response.header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
    return view.render('docs/api', {
      version: serverVersion(),
      parts: apiParts(),
    })
  }
}
