import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Schema } from '#foundry/openapi/schema'
import { packsApi } from '#packs/public/openapi/packs_api'

const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema({ $id: 'api', components: { schemas: packsApi.schemas } })

const compiled = new Map<string, ValidateFunction>()

const exercised = new Set<string>()

/** Documented endpoints that nothing has asked and got an answer of. */
export function unexercised(): string[] {
  return packsApi.endpoints.map(({ path }) => path).filter((path) => !exercised.has(path))
}

/** Fails when an answer of the public API is not as its document says: status, headers, body. */
export function assertDocumented(path: string, response: Response, body: unknown): void {
  const endpoint = packsApi.endpoints.find((one) => pattern(one.path).test(path))
  if (!endpoint) {
    check({ $ref: 'api#/components/schemas/PacksError' }, body, path)
    return
  }
  if (response.status === 304) return
  const answer = endpoint.operation.responses[String(response.status)]
  if (!answer) throw new Error(`${path} may not answer ${response.status}`)
  for (const header of Object.keys(answer.headers ?? {})) {
    if (!response.headers.has(header)) throw new Error(`${path} without ${header}`)
  }
  const schema = answer.content?.['application/json'].schema
  if (!schema) throw new Error(`${path} has no body for ${response.status}`)
  check(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')), body, path)
  if (response.status === 200) exercised.add(endpoint.path)
}

/** The example of each endpoint is an answer it could give. */
export function assertExamples(): void {
  for (const { path, operation } of packsApi.endpoints) {
    const media = operation.responses['200'].content?.['application/json']
    check(
      JSON.parse(JSON.stringify(media?.schema).replaceAll('"#/', '"api#/')),
      media?.example,
      path
    )
  }
}

const pattern = (path: string) => new RegExp(`^${path.replace(/{\w+}/g, '[^/]+')}(\\?.*)?$`)

function check(schema: Schema, body: unknown, path: string): void {
  const key = JSON.stringify(schema)
  const validate = compiled.get(key) ?? ajv.compile(schema)
  compiled.set(key, validate)
  if (!validate(body)) {
    throw new Error(`${path}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(body)}`)
  }
}
