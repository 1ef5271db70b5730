import {
  bodyRefusals,
  type Endpoint,
  jsonAnswer,
  refusals,
  withToken,
} from '#foundry/openapi/operation'
import { object, text } from '#foundry/openapi/schema'

export const rotate: Endpoint = {
  method: 'post',
  path: '/token/rotate',
  operation: {
    operationId: 'rotateToken',
    summary: 'Exchange the token',
    description: 'The old one lives until the new one’s first use, 24 hours at most.',
    tags: ['Tokens'],
    security: withToken,
    responses: {
      200: jsonAnswer(
        'The successor.',
        object({ access_token: text(), token_type: { type: 'string', const: 'Bearer' } }),
        { access_token: 'cct_…', token_type: 'Bearer' }
      ),
      ...refusals(401, 403, ...bodyRefusals),
    },
  },
}
