import type { BrowserContext } from 'playwright'

/** What a page asks of the tabletop's server; only what decides about a fault is typed. */
export interface Written {
  op: string
  key?: string
}

/** The lines between a browser's pages and the tabletop's server, with somebody who listens in. */
export class TableLine {
  /** Asked of each thing that a page writes, in order: does it arrive? */
  passes: (written: Written) => boolean | Promise<boolean> = () => true

  private constructor() {}

  /** To be called before the context has a page. */
  static async of(context: BrowserContext): Promise<TableLine> {
    const tapped = new TableLine()
    await context.routeWebSocket(/\/socket/, (line) => {
      const server = line.connectToServer()
      let before = Promise.resolve()
      line.onMessage((text) => {
        const { operation }: { operation: Written } = JSON.parse(String(text))
        before = before.then(async () => {
          if (await tapped.passes(operation)) server.send(text)
        })
      })
    })
    return tapped
  }
}

/** Does it belong to the ledger, in which a command is noted before and after its effect? */
export const isNote = ({ op, key }: Written) => op === 'setSetting' && key === 'crowdcrit.ledger'
