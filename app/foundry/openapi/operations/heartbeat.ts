import {
  bodyRefusals,
  type Endpoint,
  jsonAnswer,
  jsonBody,
  refusals,
  withToken,
} from '#foundry/openapi/operation'
import { count, flag, object, ref, time } from '#foundry/openapi/schema'
import { heartbeatValidator } from '#foundry/validators/session_validators'

export const heartbeat: Endpoint = {
  method: 'post',
  path: '/heartbeat',
  operation: {
    operationId: 'heartbeat',
    summary: 'A sign of life',
    description: 'Renews the lease, takes a free one, or gives it up with `release`.',
    tags: ['Session'],
    security: withToken,
    requestBody: jsonBody(heartbeatValidator.toJSONSchema(), {
      clientId: 't-5512',
      candidate: true,
    }),
    responses: {
      200: jsonAnswer(
        'Where things stand.',
        object({ serverTime: time, head: count, paused: flag, lease: ref('LeaseState') }),
        {
          serverTime: '2025-11-21T18:00:20.000Z',
          head: 13,
          paused: false,
          lease: { held: true, fencing: 4, holder: null, ttl: 60 },
        }
      ),
      ...refusals(401, 403, ...bodyRefusals),
    },
  },
}
