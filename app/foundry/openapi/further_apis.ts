import type { Endpoint } from '#foundry/openapi/operation'
import type { Schema } from '#foundry/openapi/schema'

/** An API of a feature above, documented beside the bridge. */
export interface FurtherApi {
  prefix: string
  title: string
  description: string
  endpoints: Endpoint[]
  /** Names are shared with the bridge's. */
  schemas: Record<string, Schema>
}

const apis = new Map<string, FurtherApi>()

/** Makes an API part of `/docs/api` and of the OpenAPI document. */
export function documentApi(api: FurtherApi): void {
  apis.set(api.prefix, api)
}

export const furtherApis = (): FurtherApi[] => [...apis.values()]
