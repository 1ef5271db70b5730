import {
  type Endpoint,
  jsonAnswer,
  type ParameterDoc,
  type ResponseDoc,
} from '#foundry/openapi/operation'
import { list, object, ref, type Schema } from '#foundry/openapi/schema'
import * as examples from '#packs/public/openapi/examples'

const PARAMETERS: Record<string, string> = {
  channel: 'The streamer’s login, or the id.',
  setId: 'The set’s id.',
  sha256: 'The hash, in hex.',
  login: 'The viewer’s login.',
}

/** A GET endpoint; its parameters are those of its path, and what is given. */
function get(
  path: string,
  [operationId, summary, description]: [string, string, string],
  answer: { schema: Schema; example: unknown },
  more: ParameterDoc[] = []
): Endpoint {
  const ofPath = [...path.matchAll(/{(\w+)}/g)].map(([, name]) => ({
    name,
    in: 'path' as const,
    required: true,
    description: PARAMETERS[name],
    schema: { type: 'string' },
  }))
  return {
    method: 'get',
    path,
    operation: {
      operationId,
      summary,
      description,
      tags: ['Card packs'],
      parameters: [...ofPath, ...more],
      responses: {
        200: { ...jsonAnswer(`${summary}.`, answer.schema, answer.example), headers: CACHED },
        404: refusal('There is no such thing, or it is not public.'),
        ...(more.length > 0 ? { 422: refusal('A parameter is not as agreed.') } : {}),
        429: { ...refusal('Too often.'), headers: RETRY_AFTER },
        500: refusal('A fault of the server. Try again later.'),
      },
    },
  }
}

const CACHED = {
  'ETag': { description: 'For If-None-Match.', schema: { type: 'string' } },
  'Cache-Control': { description: 'How long it may be kept.', schema: { type: 'string' } },
}
const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
}

function refusal(description: string): ResponseDoc {
  return { description, content: { 'application/json': { schema: ref('PacksError') } } }
}

const after: ParameterDoc = {
  name: 'after',
  in: 'query',
  required: false,
  description: 'Packs after this number; from the first one without.',
  schema: { type: 'integer', minimum: 0 },
}

/** The public JSON of the card packs. */
export const endpoints: Endpoint[] = [
  get(
    '/channels/{channel}/sets',
    ['packSets', 'Sets of a channel', 'Those on offer, and those of which a pack was shown.'],
    {
      schema: object({ channel: ref('Channel'), sets: list(ref('CardSet')) }),
      example: examples.sets,
    }
  ),
  get(
    '/channels/{channel}/sets/{setId}',
    ['packSet', 'A set with its odds', 'What packs are drawn from now, and all earlier editions.'],
    {
      schema: object({
        channel: ref('Channel'),
        set: ref('CardSet'),
        odds: ref('Edition'),
        editions: list(ref('PublishedEdition')),
      }),
      example: examples.set,
    }
  ),
  get(
    '/channels/{channel}/sets/{setId}/observed',
    [
      'packObserved',
      'Real packs against the odds',
      'All packs of the set that the channel has shown.',
    ],
    { schema: ref('Observed'), example: examples.observed }
  ),
  get(
    '/channels/{channel}/seeds',
    ['packSeeds', 'Seeds of a channel', 'Newest first. The hash is there before the first pack.'],
    { schema: object({ channel: ref('Channel'), seeds: list(ref('Seed')) }), example: examples.seeds }
  ),
  get(
    '/channels/{channel}/seeds/{sha256}',
    [
      'packSeed',
      'Packs of a seed',
      'In order, 500 at a time. Packs that wait are not among them; once the seed is revealed, none waits.',
    ],
    {
      schema: object({
        channel: ref('Channel'),
        seed: ref('Seed'),
        openings: list(ref('Opening')),
        next: ref('NextPage'),
      }),
      example: examples.seed,
    },
    [after]
  ),
  get(
    '/channels/{channel}/viewers/{login}',
    ['packCollection', 'A viewer’s collection', 'Copies that the stream has shown.'],
    {
      schema: object({
        channel: ref('Channel'),
        viewer: ref('Collector'),
        cards: list(ref('CollectedCard')),
      }),
      example: examples.collection,
    }
  ),
  get(
    '/editions/{sha256}',
    [
      'packEdition',
      'What packs were drawn from',
      'The very text that the hash is of; it never changes.',
    ],
    { schema: ref('Edition'), example: examples.odds }
  ),
]
