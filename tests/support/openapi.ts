import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { openApiDocument } from '#foundry/openapi'

const document = openApiDocument('0.0.0')
const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema(document, 'api')

/** Operations that some answer was checked against, as `get /path`. */
const exercised = new Set<string>()

/** What the document says and nothing has exercised yet. */
export function unexercised(): string[] {
  return operations().filter((operation) => !exercised.has(operation))
}

export function operations(): string[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`)
  )
}

/** Fails when an answer is not as documented: its status, its body, its headers. */
export function assertDocumented(
  method: string,
  path: string,
  response: Response,
  body: unknown
): void {
  const template = templateOf(path)
  const operation = document.paths[template]?.[method.toLowerCase()]
  if (!operation) throw new Error(`${method} ${path} is not documented`)
  exercised.add(`${method.toLowerCase()} ${template}`)

  const answer = operation.responses[String(response.status)]
  if (!answer) throw new Error(`${method} ${path} may not answer ${response.status}`)
  for (const header of Object.keys(answer.headers ?? {})) {
    if (!response.headers.has(header)) throw new Error(`${method} ${path} without ${header}`)
  }

  const type = (response.headers.get('content-type') ?? '').split(';')[0]
  if (!answer.content?.[type]) throw new Error(`${method} ${path} may not answer as ${type}`)
  check(
    ['paths', template, method.toLowerCase(), 'responses', response.status, 'content', type],
    body
  )
}

function templateOf(path: string): string {
  const pattern = (template: string) => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`)
  return Object.keys(document.paths).find((template) => pattern(template).test(path)) ?? path
}

function check(place: (string | number)[], body: unknown): void {
  const pointer = [...place, 'schema']
    .map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/')
  const validate = ajv.getSchema(`api#/${pointer}`)
  if (!validate) throw new Error(`No schema at ${pointer}`)
  if (!validate(body)) {
    throw new Error(`${pointer}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(body)}`)
  }
}
