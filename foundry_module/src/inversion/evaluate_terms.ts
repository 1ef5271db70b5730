import { collectDice } from '../rolls/dice.ts'
import { finiteOr, isRecord, recordsIn, type UnknownRecord } from '../records.ts'

type Token = number | '+' | '-' | '*' | '/' | '%'
const OPERATORS = ['+', '-', '*', '/', '%']

/**
 * The total of a roll's terms by plain arithmetic; null when they hold anything
 * whose sum is not ours to guess (functions, text). Never `eval`.
 */
export function evaluateTerms(terms: UnknownRecord[]): number | null {
  const tokens: Token[] = []
  for (const term of terms) {
    const token = toToken(term)
    if (token === null) return null
    tokens.push(token)
  }
  return sum(tokens)
}

function toToken(term: UnknownRecord): Token | null {
  if (isOperator(term.operator)) return term.operator
  if (typeof term.faces === 'number') return diceTotal(term)
  if (isRecord(term.roll)) return evaluateTerms(recordsIn(term.roll.terms))
  if (Array.isArray(term.rolls) && Array.isArray(term.results)) return poolTotal(term)
  return finiteOr(term.number, null)
}

function isOperator(value: unknown): value is Exclude<Token, number> {
  return typeof value === 'string' && OPERATORS.includes(value)
}

function diceTotal(term: UnknownRecord) {
  const kept = collectDice({ terms: [term] }).flatMap(({ results }) =>
    results.filter(({ active }) => active)
  )
  return kept.reduce((total, { value }) => total + value, 0)
}

function poolTotal(term: UnknownRecord) {
  const kept = recordsIn(term.results).filter(({ active }) => active !== false)
  return kept.reduce((total, { result }) => total + finiteOr(result, 0), 0)
}

/** Products first, then sums, from left to right; a leading sign belongs to its number. */
function sum(tokens: Token[]): number | null {
  let total = 0
  let product: number | null = null
  let sign = 1
  let pending: '*' | '/' | '%' | null = null

  for (const token of tokens) {
    if (typeof token === 'number') {
      if (product !== null && pending === null) return null
      product = product === null ? sign * token : combine(product, pending, sign * token)
      pending = null
      sign = 1
    } else if (token === '+' || token === '-') {
      if (product !== null && pending === null) {
        total += product
        product = null
      }
      if (token === '-') sign = -sign
    } else {
      if (product === null || pending !== null) return null
      pending = token
    }
  }
  return product === null || pending !== null ? null : total + product
}

function combine(left: number, operator: '*' | '/' | '%' | null, right: number): number {
  if (operator === '*') return left * right
  return operator === '/' ? left / right : left % right
}
