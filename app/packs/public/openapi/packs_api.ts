import type { FurtherApi } from '#foundry/openapi/further_apis'
import { PACKS_API } from '#packs/public/api_prefix'
import { endpoints } from '#packs/public/openapi/endpoints'
import { schemas } from '#packs/public/openapi/schemas'

/** How the public JSON of the card packs is documented. */
export const packsApi: FurtherApi = {
  prefix: PACKS_API,
  title: 'Crowdcrit card packs',
  description:
    'Sets, odds, openings, seeds and collections, for anybody to read. No token, no cookies, any ' +
    'origin; 240 requests a minute. Times are ISO 8601 in UTC. Of packs that wait to be shown, nothing is told.',
  endpoints,
  schemas,
}
