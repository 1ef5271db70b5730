import {
  type Endpoint,
  jsonAnswer,
  type ParameterDoc,
  refusals,
  withToken,
} from '#foundry/openapi/operation'
import { count, list, object, ref, time } from '#foundry/openapi/schema'

const query = (
  name: string,
  description: string,
  maximum: number,
  required = false
): ParameterDoc => ({
  name,
  in: 'query',
  required,
  description,
  schema: { type: 'integer', minimum: 0, maximum },
})

export const commands: Endpoint = {
  method: 'get',
  path: '/commands',
  operation: {
    operationId: 'pullCommands',
    summary: 'Pull commands',
    description:
      'In order, those after `after` that are neither answered nor expired. The same command may ' +
      'come again until it is answered, after a break with a later `expiresAt`: keep a ledger.',
    tags: ['Commands'],
    security: withToken,
    parameters: [
      query('after', 'The last sequence number that was dealt with.', Number.MAX_SAFE_INTEGER),
      query('limit', 'At most so many, 20 by default.', 100),
      query('wait', 'Seconds to wait when there is none.', 25),
      query('fencing', 'From the last lease state.', Number.MAX_SAFE_INTEGER, true),
      {
        name: 'clientId',
        in: 'query',
        required: true,
        description: 'The tab’s id.',
        schema: { type: 'string', maxLength: 64 },
      },
    ],
    responses: {
      200: jsonAnswer(
        'What is to be done.',
        object({
          serverTime: time,
          head: count,
          lease: ref('LeaseState'),
          commands: list(ref('Command')),
        }),
        {
          serverTime: '2025-11-21T18:01:00.000Z',
          head: 13,
          lease: { held: true, fencing: 4, holder: null, ttl: 41 },
          commands: [
            {
              id: '01920000-0000-7000-8000-000000000003',
              seq: 13,
              type: 'roll.invert',
              v: 1,
              issuedAt: '2025-11-21T18:00:59.000Z',
              expiresAt: '2025-11-21T18:02:59.000Z',
              origin: { kind: 'instance', label: 'Twist of fate', viewer: 'ada_l' },
              payload: { messageId: 'm1', rollIndex: 0, reason: 'The audience decided otherwise.' },
            },
          ],
        }
      ),
      ...refusals(401, 403, 409, 422, 429, 500),
    },
  },
}
