import { type Endpoint, refusals, withToken } from '#foundry/openapi/operation'
import { ref } from '#foundry/openapi/schema'

export const stream: Endpoint = {
  method: 'get',
  path: '/stream',
  operation: {
    operationId: 'stream',
    summary: 'News, as server-sent events',
    description:
      'Read it with `fetch` and a Bearer header. Each `data:` line is one frame. It says only that ' +
      'there is something: a lost frame costs one heartbeat at most. Frames of another channel are ' +
      'the transport’s own.',
    tags: ['Session'],
    security: withToken,
    parameters: [
      {
        name: 'clientId',
        in: 'query',
        required: true,
        description: 'The tab’s id, a new one for each page load.',
        schema: { type: 'string', maxLength: 64 },
      },
    ],
    responses: {
      200: {
        description: 'Starts with `hello`; closing it frees the lease after ten seconds.',
        content: { 'text/event-stream': { schema: ref('StreamFrame') } },
      },
      ...refusals(401, 403, 422, 429, 500, 503),
    },
  },
}
