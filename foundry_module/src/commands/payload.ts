import { CommandRefused, type ReceivedCommand } from './handler.ts'
import { isRecord, type UnknownRecord } from '../records.ts'

/** The payload as a record. @throws CommandRefused */
export function payloadOf({ payload }: ReceivedCommand): UnknownRecord {
  if (isRecord(payload)) return payload
  throw new CommandRefused('bad_payload', 'The command has no payload.')
}

/** The id of a document or of a choice. @throws CommandRefused */
export function idIn(payload: UnknownRecord, key: string): string {
  const id = Object.hasOwn(payload, key) ? payload[key] : undefined
  if (typeof id === 'string' && /^[\w.-]{1,64}$/.test(id)) return id
  throw new CommandRefused('bad_payload', `The command does not say which ${nameOf(key)}.`)
}

/** A whole number within bounds, as told; never rounded into them. @throws CommandRefused */
export function wholeIn(payload: UnknownRecord, key: string, from: number, to: number): number {
  const value = Object.hasOwn(payload, key) ? payload[key] : undefined
  if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to) {
    return value
  }
  throw new CommandRefused('out_of_bounds', `The ${nameOf(key)} must be between ${from} and ${to}.`)
}

/** `actorId` is an actor to a person. */
const nameOf = (key: string) => key.replace(/Id$/, '')
