/** Something of the packs that can be looked up in the database. */
export interface PackCheck {
  sentence: string
  /** Answers one row for each that is wrong: `about`, `found`, `wanted`. */
  query: string
}
