import type { Endpoint } from '#foundry/openapi/operation'
import { about } from '#foundry/openapi/operations/about'
import { commands } from '#foundry/openapi/operations/commands'
import { events } from '#foundry/openapi/operations/events'
import { heartbeat } from '#foundry/openapi/operations/heartbeat'
import { hello } from '#foundry/openapi/operations/hello'
import { pairPoll } from '#foundry/openapi/operations/pair_poll'
import { pairStart } from '#foundry/openapi/operations/pair_start'
import { result } from '#foundry/openapi/operations/result'
import { rotate } from '#foundry/openapi/operations/rotate'
import { stream } from '#foundry/openapi/operations/stream'
import { unpair } from '#foundry/openapi/operations/unpair'

export const endpoints: Endpoint[] = [
  about,
  pairStart,
  pairPoll,
  hello,
  heartbeat,
  stream,
  commands,
  result,
  events,
  rotate,
  unpair,
]
