import { type AliasColumns, aliasColumns } from '#packs/draw/alias_columns'
import { fitsNumbers, type RandomBytes, uniformBigInt, uniformNumber } from '#packs/draw/uniform'

/** Draws the index of an entry, as likely as its weight says. */
export type AliasTable = (bytes: RandomBytes) => number

/** A table of these weights; one with a single entry reads no bytes. */
export function aliasTable(weights: bigint[]): AliasTable {
  if (weights.some((weight) => weight < 0n) || weights.every((weight) => weight === 0n)) {
    throw new RangeError('A table needs a weight above 0, and none below.')
  }
  if (weights.length === 1) return () => 0
  const columns = aliasColumns(weights)
  const bound = columns.height * BigInt(weights.length)
  return fitsNumbers(bound) ? numberTable(columns, Number(bound)) : bigIntTable(columns, bound)
}

function numberTable(columns: AliasColumns, bound: number): AliasTable {
  const height = Number(columns.height)
  const own = Float64Array.from(columns.own, Number)
  const alias = Uint32Array.from(columns.alias)
  const draw = uniformNumber(bound)
  return (bytes) => {
    const value = draw(bytes)
    const column = Math.floor(value / height)
    return value - column * height < own[column] ? column : alias[column]
  }
}

function bigIntTable({ height, own, alias }: AliasColumns, bound: bigint): AliasTable {
  const draw = uniformBigInt(bound)
  return (bytes) => {
    const value = draw(bytes)
    const column = Number(value / height)
    return value % height < own[column] ? column : alias[column]
  }
}
