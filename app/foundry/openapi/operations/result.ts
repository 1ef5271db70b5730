import {
  bodyRefusals,
  type Endpoint,
  jsonAnswer,
  jsonBody,
  refusals,
  withToken,
} from '#foundry/openapi/operation'
import { flag, object, ref } from '#foundry/openapi/schema'
import { resultValidator } from '#foundry/validators/command_validators'

export const result: Endpoint = {
  method: 'post',
  path: '/commands/{id}/result',
  operation: {
    operationId: 'commandResult',
    summary: 'Acknowledge a command',
    description:
      'Send it until it is answered. The first end is kept. `uncertain` and `needs-gm` are no end: ' +
      'the GM decides, within ten minutes.',
    tags: ['Commands'],
    security: withToken,
    parameters: [
      {
        name: 'id',
        in: 'path',
        required: true,
        description: 'The command’s id.',
        schema: { type: 'string' },
      },
    ],
    requestBody: jsonBody(resultValidator.toJSONSchema(), {
      clientId: 't-5512',
      fencing: 4,
      status: 'done',
      before: 20,
      after: 1,
      docIds: ['m1'],
      durationMs: 40,
    }),
    responses: {
      200: jsonAnswer(
        'What the server keeps.',
        object({
          status: ref('ResultStatus'),
          recorded: { ...flag, description: 'This very answer was the one recorded.' },
        }),
        { status: 'done', recorded: true }
      ),
      ...refusals(401, 403, 404, 409, ...bodyRefusals),
    },
  },
}
