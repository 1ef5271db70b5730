import { element } from './dom.ts'
import type { Connection } from '../connection.ts'
import type { FoundryPort } from '../port.ts'

/** What the last test of the connection found, with the one thing to do; null before one. */
export function findingLine(
  world: FoundryPort,
  finding: Connection['finding']
): HTMLElement | null {
  if (finding === null) return null
  const isProblem = finding.name === 'problem'
  return element(
    'p',
    {
      'class': isProblem ? 'crowdcrit-problem' : 'crowdcrit-finding',
      'role': isProblem ? 'alert' : 'status',
      'data-testid': 'crowdcrit-finding',
    },
    sentence(world, finding)
  )
}

function sentence(world: FoundryPort, finding: NonNullable<Connection['finding']>) {
  if (finding.name === 'asking') return world.localize('CROWDCRIT.status.testing')
  if (finding.name === 'problem') return world.localize(`CROWDCRIT.problem.${finding.problem}`)
  const { serverVersion, tookMs } = finding
  return world.localize('CROWDCRIT.status.wayIsFree', {
    version: serverVersion,
    ms: String(tookMs),
  })
}
