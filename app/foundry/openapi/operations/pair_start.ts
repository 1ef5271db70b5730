import {
  bodyRefusals,
  type Endpoint,
  jsonAnswer,
  jsonBody,
  refusals,
} from '#foundry/openapi/operation'
import { object, seconds, text } from '#foundry/openapi/schema'
import { pairStartValidator } from '#foundry/validators/pair_validators'

export const pairStart: Endpoint = {
  method: 'post',
  path: '/pair/start',
  operation: {
    operationId: 'pairStart',
    summary: 'Begin pairing a world',
    description: 'Device flow, RFC 8628. Show the user code, open the complete address, then poll.',
    tags: ['Pairing'],
    requestBody: jsonBody(pairStartValidator.toJSONSchema(), {
      instanceId: 'w-3f0c2a',
      worldId: 'sunken-keep',
      worldTitle: 'The Sunken Keep',
      foundryOrigin: 'https://foundry.example',
      system: 'dnd5e',
      systemVersion: '4.3.0',
      generation: 13,
      moduleVersion: '0.1.0',
      userName: 'Gamemaster',
      clientId: 'c-81d2',
    }),
    responses: {
      200: jsonAnswer(
        'A code for the GM, a secret for the module.',
        object({
          device_code: text('Secret of this browser.'),
          user_code: text('Eight consonants, for people.'),
          verification_uri: { type: 'string', format: 'uri' },
          verification_uri_complete: { type: 'string', format: 'uri' },
          expires_in: seconds('Life of both codes.'),
          interval: seconds('Pause between two polls.'),
        }),
        {
          device_code: 'ccd_…',
          user_code: 'BCDF-GHJK',
          verification_uri: 'https://crowdcrit.example/foundry/pair',
          verification_uri_complete: 'https://crowdcrit.example/foundry/pair?code=BCDF-GHJK',
          expires_in: 900,
          interval: 5,
        }
      ),
      ...refusals(...bodyRefusals),
    },
  },
}
