import { type Endpoint, jsonAnswer, refusals } from '#foundry/openapi/operation'
import { count, object, text, time } from '#foundry/openapi/schema'

export const about: Endpoint = {
  method: 'get',
  path: '/about',
  operation: {
    operationId: 'about',
    summary: 'Find out whether there is a server',
    description: 'For a connection test: no token, nothing is changed.',
    tags: ['Session'],
    responses: {
      200: jsonAnswer(
        'The server, and whom it understands.',
        object({
          app: { type: 'string', const: 'crowdcrit' },
          serverVersion: text(),
          serverTime: time,
          protocol: { ...count, description: 'The newest protocol it speaks.' },
          oldestProtocol: { ...count, description: 'The oldest one it understands.' },
        }),
        {
          app: 'crowdcrit',
          serverVersion: '0.1.0',
          serverTime: '2025-11-21T18:00:00.000Z',
          protocol: 1,
          oldestProtocol: 1,
        }
      ),
      ...refusals(429),
    },
  },
}
