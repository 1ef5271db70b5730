import { ref, type Schema } from '#foundry/openapi/schema'
import type { pairPollValidator } from '#foundry/validators/pair_validators'

/** What Vine makes of a validator: JSON Schema, draft 7. */
type ValidatorSchema = ReturnType<typeof pairPollValidator.toJSONSchema>

interface Media {
  schema: Schema | ValidatorSchema
  example?: unknown
}

export interface ResponseDoc {
  description: string
  headers?: Record<string, { description: string; schema: Schema }>
  content?: Record<string, Media>
}

export interface ParameterDoc {
  name: string
  in: 'query' | 'path'
  required: boolean
  description: string
  schema: Schema
}

export interface OperationDoc {
  operationId: string
  summary: string
  description?: string
  tags: string[]
  security?: Record<string, string[]>[]
  parameters?: ParameterDoc[]
  requestBody?: { required: boolean; content: Record<string, Media> }
  responses: Record<string, ResponseDoc>
}

/** One endpoint of an API, below its prefix. */
export interface Endpoint {
  method: 'get' | 'post'
  path: string
  operation: OperationDoc
}

/** Endpoints as an OpenAPI document has them: by path and method. */
export function pathsOf(endpoints: Endpoint[]): Record<string, Record<string, OperationDoc>> {
  const paths: Record<string, Record<string, OperationDoc>> = {}
  for (const { method, path, operation } of endpoints) {
    paths[path] = { ...paths[path], [method]: operation }
  }
  return paths
}

export const withToken = [{ bearer: [] }]

export function jsonBody(schema: ValidatorSchema, example: unknown): OperationDoc['requestBody'] {
  return { required: true, content: { 'application/json': { schema, example } } }
}

export function jsonAnswer(description: string, schema: Schema, example: unknown): ResponseDoc {
  return { description, content: { 'application/json': { schema, example } } }
}

const REFUSALS: Record<number, string> = {
  400: 'The body is not valid JSON.',
  401: 'No token, or one that has expired or was revoked. Only a person can help.',
  403: 'Another world than the one that was connected, or an archived campaign.',
  404: 'There is no such command in this campaign.',
  409: 'The caller is not, or no longer, in charge (`stale_lease`).',
  413: 'The body has more than 32 KB.',
  415: 'The body is not JSON.',
  422: 'The body is not as agreed; `field` says where.',
  429: 'Too often.',
  500: 'A fault of the server. Try again later.',
  503: 'The server restarts. Try again in a moment.',
}

/** The refusals an operation can answer with, all in the same form. */
export function refusals(...statuses: number[]): Record<string, ResponseDoc> {
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: REFUSALS[status] ?? 'Refused.',
        ...([429, 503].includes(status) ? { headers: { 'Retry-After': RETRY_AFTER } } : {}),
        content: { 'application/json': { schema: ref('BridgeError') } },
      },
    ])
  )
}

const RETRY_AFTER = {
  description: 'Seconds to wait.',
  schema: { type: 'integer', minimum: 1 },
}

/** What every operation with a body may answer. */
export const bodyRefusals = [400, 413, 415, 422, 429, 500]
