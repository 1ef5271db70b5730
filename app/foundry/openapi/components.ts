import {
  count,
  flag,
  list,
  object,
  oneOf,
  ref,
  type Schema,
  seconds,
  text,
  time,
  uuid,
} from '#foundry/openapi/schema'
import {
  COMMAND_TYPES,
  COMPARISONS,
  DIE_KINDS,
  LIMITED_COMMANDS,
  RESULT_STATUSES,
} from '#foundry/protocol'

const anything: Schema = {}
const message = (event: string, data: Schema) =>
  object({ event: { type: 'string', const: event }, data })

/** Shapes that more than one operation uses. */
export const components: Record<string, Schema> = {
  BridgeError: object({
    error: object(
      {
        code: text('For programs.'),
        message: text('A sentence for the GM.'),
        field: text('What was wrong in the body, as a path.'),
      },
      ['field']
    ),
  }),

  Campaign: object({ id: uuid, name: text() }),

  LeaseState: object({
    held: { ...flag, description: 'This tab executes commands and reports rolls.' },
    fencing: { ...count, description: 'Rises with every change of holder.' },
    holder: { type: ['string', 'null'], description: 'Who holds it otherwise.' },
    ttl: seconds('Seconds until it lapses without a heartbeat.'),
  }),

  ModuleConfig: object({
    rollMaxAge: seconds('Older rolls trigger nothing.'),
    rollRules: list(
      object({
        name: text(),
        result: oneOf(['success', 'failure']),
        faces: count,
        kind: oneOf(['any', ...DIE_KINDS]),
        keptOnly: flag,
        comparison: oneOf(COMPARISONS),
        value: count,
        count,
        doubles: flag,
      })
    ),
    manualTriggers: {
      ...list(object({ eventId: uuid, name: text() })),
      description: 'Events that a GM sets off with a button.',
    },
    switchedOff: {
      ...list(oneOf(LIMITED_COMMANDS)),
      description: 'Kinds of commands that a GM has switched off in the app.',
    },
  }),

  Command: object(
    {
      id: uuid,
      seq: count,
      type: oneOf(COMMAND_TYPES),
      v: { type: 'integer', const: 1 },
      issuedAt: time,
      expiresAt: { ...time, description: 'By the server’s clock; not executed after it.' },
      dryRun: flag,
      origin: object({ kind: oneOf(['instance', 'gm', 'system']), label: text(), viewer: text() }, [
        'viewer',
      ]),
      payload: anything,
    },
    ['dryRun']
  ),

  ResultStatus: oneOf(RESULT_STATUSES),

  StreamFrame: object({
    channel: text(),
    payload: {
      oneOf: [
        message('hello', object({ serverTime: time, head: count, lease: ref('LeaseState') })),
        message('poke', object({ head: count })),
        message('lease', ref('LeaseState')),
        message('config', object({ paused: flag, config: ref('ModuleConfig') })),
        message('ping', object({ serverTime: time })),
        message('revoked', object({ reason: text() })),
      ],
    },
  }),
}
