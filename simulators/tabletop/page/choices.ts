/** The options of a select, at least one: its value and what a person reads. */
export type Choices<Value extends string> = [[Value, string], ...[Value, string][]]
