import { AccessToken } from './access_token.ts'
import { BridgeApi } from './bridge_api.ts'
import { BridgeFailure } from './bridge_failure.ts'
import { isMixedContent } from './server_url.ts'
import { newId } from '../new_id.ts'
import { PROTOCOL_VERSION } from '../../../app/foundry/protocol.ts'
import type { ConnectionStore, SavedConnection } from './saved_connection.ts'

/** What a person is told: the key of a sentence below `CROWDCRIT.problem`. */
export type Problem =
  | 'badUrl'
  | 'mixedContent'
  | 'unreachable'
  | 'cors'
  | 'notCrowdcrit'
  | 'moduleTooOld'
  | 'moduleTooNew'
  | 'unknownKey'
  | 'archived'
  | 'serverTrouble'
  | 'tooMany'
  | 'unknown'

export type Finding =
  { name: 'ok'; serverVersion: string; tookMs: number } | { name: 'problem'; problem: Problem }

/** A pairing whose token is to be tried as well. */
export interface Paired {
  store: Pick<ConnectionStore, 'load' | 'save'>
  saved: SavedConnection
}

/** Tries the way to a server, step by step, and says where it ends. Changes nothing; never throws. */
export async function checkConnection(
  url: string,
  paired: Paired | null = null,
  pageProtocol = location.protocol
): Promise<Finding> {
  if (isMixedContent(pageProtocol, url)) return { name: 'problem', problem: 'mixedContent' }
  const startedAt = performance.now()
  try {
    const { protocol, oldestProtocol, serverVersion } = await new BridgeApi(url).about()
    const tookMs = Math.round(performance.now() - startedAt)
    if (PROTOCOL_VERSION < oldestProtocol) return { name: 'problem', problem: 'moduleTooOld' }
    if (PROTOCOL_VERSION > protocol) return { name: 'problem', problem: 'moduleTooNew' }
    if (paired) await tryToken(url, paired)
    return { name: 'ok', serverVersion, tookMs }
  } catch (failure) {
    return { name: 'problem', problem: await problemOf(url, failure) }
  }
}

/** What a failed request to a server means for a person. */
export async function problemOf(url: string, failure: unknown): Promise<Problem> {
  if (!(failure instanceof BridgeFailure)) return 'unknown'
  const { status, code } = failure
  if (code === 'not_understood' || status === 404) return 'notCrowdcrit'
  if (status === null) return (await answersAtAll(url)) ? 'cors' : 'unreachable'
  if (status === 401 || code === 'another_world') return 'unknownKey'
  if (code === 'archived') return 'archived'
  return status === 429 ? 'tooMany' : 'serverTrouble'
}

/** A sign of life that asks for nothing: this is no candidate, and the lease stays where it is. */
async function tryToken(url: string, { store, saved }: Paired) {
  const api = new BridgeApi(url, new AccessToken(store, saved))
  await api.heartbeat({ clientId: newId(), candidate: false })
}

/**
 * A browser does not say why a request failed. One whose answer nobody may read gets
 * through wherever a server answers: then it was only forbidden to read it.
 */
async function answersAtAll(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(10_000)
    await fetch(url, { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal })
    return true
  } catch {
    return false
  }
}
