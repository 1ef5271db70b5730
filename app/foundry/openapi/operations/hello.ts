import {
  bodyRefusals,
  type Endpoint,
  jsonAnswer,
  jsonBody,
  refusals,
  withToken,
} from '#foundry/openapi/operation'
import { count, flag, object, oneOf, ref, seconds, text, time, uuid } from '#foundry/openapi/schema'
import { helloValidator } from '#foundry/validators/session_validators'

export const hello: Endpoint = {
  method: 'post',
  path: '/hello',
  operation: {
    operationId: 'hello',
    summary: 'Greet at each connection',
    description: 'Negotiates the protocol, tells what the world can do, and takes a free lease.',
    tags: ['Session'],
    security: withToken,
    requestBody: jsonBody(helloValidator.toJSONSchema(), {
      protocol: 1,
      moduleVersion: '0.1.0',
      instanceId: 'w-3f0c2a',
      clientId: 't-5512',
      worldId: 'sunken-keep',
      worldTitle: 'The Sunken Keep',
      system: 'dnd5e',
      generation: 13,
      user: { id: 'a1b2c3', name: 'Gamemaster', isGM: true },
      candidate: true,
      capabilities: ['roll.invert', 'chat.send'],
      switchedOff: ['chat.send'],
      characters: [{ actorId: 'x9', actorName: 'Ada', userId: 'u7', userName: 'Mia' }],
    }),
    responses: {
      200: jsonAnswer(
        'How the two go on.',
        object({
          protocol: count,
          serverVersion: text(),
          serverTime: time,
          compatibility: oneOf(['ok', 'module_too_old', 'module_too_new']),
          connectionId: uuid,
          campaign: ref('Campaign'),
          paused: { ...flag, description: 'Nothing is executed: a break, or a panic.' },
          lease: ref('LeaseState'),
          head: { ...count, description: 'Sequence number of the newest command.' },
          heartbeatInterval: seconds('Send a heartbeat at least this often.'),
          config: ref('ModuleConfig'),
        }),
        {
          protocol: 1,
          serverVersion: '0.1.0',
          serverTime: '2025-11-21T18:00:00.000Z',
          compatibility: 'ok',
          connectionId: '01920000-0000-7000-8000-000000000001',
          campaign: { id: '01920000-0000-7000-8000-000000000002', name: 'The Sunken Keep' },
          paused: false,
          lease: { held: true, fencing: 4, holder: null, ttl: 60 },
          head: 12,
          heartbeatInterval: 20,
          config: { rollMaxAge: 120, rollRules: [], manualTriggers: [], switchedOff: [] },
        }
      ),
      ...refusals(401, 403, ...bodyRefusals),
    },
  },
}
