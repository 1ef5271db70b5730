import { appUrl } from '#config/app'
import { furtherApis } from '#foundry/openapi/further_apis'
import { pathsOf } from '#foundry/openapi/operation'
import { API_PREFIX, openApiDocument } from '#foundry/openapi'

/** Everything that is documented: the bridge, and each further API on paths that name their server. */
export function wholeDocument(version: string) {
  const bridge = openApiDocument(version)
  const further = furtherApis().flatMap(({ prefix, endpoints }) => {
    const servers = [{ url: new URL(prefix, appUrl).href }]
    return Object.entries(pathsOf(endpoints)).map(([path, item]) => [path, { servers, ...item }])
  })
  return {
    ...bridge,
    info: {
      ...bridge.info,
      title: 'Crowdcrit API',
      description: apiParts()
        .map(({ title, description }) => `${title}: ${description}`)
        .join('\n\n'),
    },
    paths: { ...bridge.paths, ...Object.fromEntries(further) },
    components: {
      ...bridge.components,
      schemas: Object.assign(
        {},
        bridge.components.schemas,
        ...furtherApis().map((api) => api.schemas)
      ),
    },
  }
}

/** The same in parts, for people. */
export function apiParts() {
  const { info, paths } = openApiDocument('')
  return [
    { title: info.title, description: info.description, prefix: API_PREFIX, paths },
    ...furtherApis().map(({ endpoints, ...api }) => ({ ...api, paths: pathsOf(endpoints) })),
  ]
}
