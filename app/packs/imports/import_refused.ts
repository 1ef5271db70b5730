import { Refused } from '#core/exceptions/refused'
import { faultOf, type ImportFault } from '#packs/imports/import_rules'

/** What was brought cannot even be looked at. */
export class ImportRefused extends Refused {
  static code = 'E_IMPORT'
  static status = 422
  readonly fault: ImportFault

  constructor(message: string, options: { file?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.fault = options.file ? faultOf(options.file, message) : { line: null, file: null, message }
  }
}
