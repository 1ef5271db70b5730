import type { RollRule } from '#foundry/protocol'

export { judge, JUDGING_SYSTEMS } from '../../shared_browser/roll_rules.ts'

export const KIND_CHOICES: { value: RollRule['kind']; label: string }[] = [
  { value: 'any', label: 'any dice' },
  { value: 'base', label: 'base dice' },
  { value: 'skill', label: 'skill dice' },
  { value: 'gear', label: 'gear dice' },
  { value: 'stress', label: 'stress dice' },
]

export const COMPARISON_CHOICES: { value: RollRule['comparison']; label: string }[] = [
  { value: 'is', label: 'exactly' },
  { value: 'at_least', label: 'at least' },
  { value: 'at_most', label: 'at most' },
]

export const RESULT_CHOICES: { value: RollRule['result']; label: string }[] = [
  { value: 'success', label: 'Critical success' },
  { value: 'failure', label: 'Critical failure' },
]

export const newRule = (parts: Partial<RollRule> = {}): RollRule => ({
  name: 'My rule',
  result: 'success',
  faces: 20,
  kind: 'any',
  keptOnly: true,
  comparison: 'is',
  value: 20,
  count: 1,
  doubles: false,
  ...parts,
})

/** Starting points; each is changed freely afterwards. */
export const PRESETS: { label: string; rules: RollRule[] }[] = [
  {
    label: 'A d20: 20 and 1',
    rules: [
      newRule({ name: 'Natural 20' }),
      newRule({ name: 'Natural 1', result: 'failure', value: 1 }),
    ],
  },
  {
    label: 'Percentile: 01–05 and 96–100',
    rules: [
      newRule({ name: 'Very low', faces: 100, comparison: 'at_most', value: 5 }),
      newRule({
        name: 'Very high',
        result: 'failure',
        faces: 100,
        comparison: 'at_least',
        value: 96,
      }),
    ],
  },
  {
    label: 'Year Zero: sixes and panic',
    rules: [
      newRule({ name: 'Three sixes', faces: 6, kind: 'base', value: 6, count: 3 }),
      newRule({ name: 'Panic', result: 'failure', faces: 6, kind: 'stress', value: 1 }),
    ],
  },
  {
    label: '2d6: double six and double one',
    rules: [
      newRule({ name: 'Double six', faces: 6, value: 6, count: 2, doubles: true }),
      newRule({
        name: 'Double one',
        result: 'failure',
        faces: 6,
        value: 1,
        count: 2,
        doubles: true,
      }),
    ],
  },
]

/** "At least 2 base d6 show exactly 6, alike". */
export function ruleSentence(rule: RollRule): string {
  const kind = rule.kind === 'any' ? '' : `${rule.kind} `
  const dice =
    rule.count === 1 ? `A ${kind}d${rule.faces} shows` : `${rule.count} ${kind}d${rule.faces} show`
  const comparison = COMPARISON_CHOICES.find(({ value }) => value === rule.comparison)?.label ?? ''
  const alike = rule.doubles ? (rule.faces === 100 ? ', both digits alike' : ', all alike') : ''
  return `${dice} ${comparison} ${rule.value}${alike}${rule.keptOnly ? '' : ', dropped dice too'}`
}
