import {
  bodyRefusals,
  type Endpoint,
  jsonAnswer,
  jsonBody,
  refusals,
} from '#foundry/openapi/operation'
import { object, ref, text, uuid } from '#foundry/openapi/schema'
import { pairPollValidator } from '#foundry/validators/pair_validators'

export const pairPoll: Endpoint = {
  method: 'post',
  path: '/pair/poll',
  operation: {
    operationId: 'pairPoll',
    summary: 'Ask whether the GM has decided',
    description:
      'Until then 400 with `authorization_pending`; `slow_down` adds five seconds to the pause; ' +
      '`access_denied` and `expired_token` end it. The token is given once.',
    tags: ['Pairing'],
    requestBody: jsonBody(pairPollValidator.toJSONSchema(), { device_code: 'ccd_…' }),
    responses: {
      200: jsonAnswer(
        'The browser’s token.',
        object({
          access_token: text('Kept by this browser only.'),
          token_type: { type: 'string', const: 'Bearer' },
          connectionId: uuid,
          campaign: ref('Campaign'),
        }),
        {
          access_token: 'cct_…',
          token_type: 'Bearer',
          connectionId: '01920000-0000-7000-8000-000000000001',
          campaign: { id: '01920000-0000-7000-8000-000000000002', name: 'The Sunken Keep' },
        }
      ),
      ...refusals(...bodyRefusals),
    },
  },
}
