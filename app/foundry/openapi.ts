import { appUrl } from '#config/app'
import { components } from '#foundry/openapi/components'
import { endpoints } from '#foundry/openapi/endpoints'
import { pathsOf } from '#foundry/openapi/operation'

export const API_PREFIX = '/api/foundry/v1'

/** The bridge as an OpenAPI 3.1 document; request shapes come from the validators themselves. */
export function openApiDocument(version: string) {
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Crowdcrit Foundry bridge',
      version,
      description:
        'What the Foundry module and the server say to each other. JSON of at most 32 KB, no ' +
        'cookies, any origin. Times are ISO 8601 in UTC.',
    },
    servers: [{ url: new URL(API_PREFIX, appUrl).href }],
    paths: pathsOf(endpoints),
    components: {
      schemas: components,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  }
}
