import { LISTED, shownName } from '#packs/imports/import_rules'

/** Files of an import that are passed over: some of their names, and how many more there are. */
export class IgnoredFiles {
  readonly names: string[] = []
  #more = 0

  get more(): number {
    return this.#more
  }

  add(name: string): void {
    if (this.names.length < LISTED.ignored) {
      this.names.push(shownName(name))
    } else {
      this.#more++
    }
  }
}
