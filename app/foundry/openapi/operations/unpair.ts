import {
  bodyRefusals,
  type Endpoint,
  jsonAnswer,
  refusals,
  withToken,
} from '#foundry/openapi/operation'
import { object } from '#foundry/openapi/schema'

export const unpair: Endpoint = {
  method: 'post',
  path: '/unpair',
  operation: {
    operationId: 'unpair',
    summary: 'Sign this browser off',
    description: 'Its token ends. With the last browser the world’s connection ends as well.',
    tags: ['Tokens'],
    security: withToken,
    responses: {
      200: jsonAnswer('Done.', object({ unpaired: { type: 'boolean', const: true } }), {
        unpaired: true,
      }),
      ...refusals(401, 403, ...bodyRefusals),
    },
  },
}
