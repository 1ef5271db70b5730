import {
  bodyRefusals,
  type Endpoint,
  jsonAnswer,
  jsonBody,
  refusals,
  withToken,
} from '#foundry/openapi/operation'
import { list, object, text } from '#foundry/openapi/schema'
import { eventsValidator } from '#foundry/validators/event_validators'

export const events: Endpoint = {
  method: 'post',
  path: '/events',
  operation: {
    operationId: 'reportEvents',
    summary: 'Report rolls, presence and GM actions',
    description:
      'Each event stands for itself. One that is neither accepted nor rejected met a fault of the ' +
      'server: send it again. Rolls need the lease (409 otherwise); the rest does not.',
    tags: ['Events'],
    security: withToken,
    requestBody: jsonBody(eventsValidator.toJSONSchema(), {
      clientId: 't-5512',
      fencing: 4,
      events: [
        {
          eventId: 'roll:m1:0',
          type: 'roll',
          at: '2025-11-21T18:00:58.000Z',
          messageId: 'm1',
          rollIndex: 0,
          actor: { id: 'x9', name: 'Ada' },
          user: { id: 'u7', name: 'Mia' },
          formula: '1d20 + 5',
          total: 25,
          dice: [{ faces: 20, results: [{ result: 20, active: true }] }],
          natural: 20,
          faces: 20,
          critical: 'success',
          source: 'system',
          confidence: 'high',
        },
      ],
    }),
    responses: {
      200: jsonAnswer(
        'What became of each.',
        object({
          accepted: list(text()),
          rejected: list(object({ eventId: text(), code: text(), message: text() })),
        }),
        { accepted: ['roll:m1:0'], rejected: [] }
      ),
      ...refusals(401, 403, 409, ...bodyRefusals),
    },
  },
}
