import { Candidacy } from './candidacy.ts'
import { helloRequest } from './hello_request.ts'
import type { BridgeApi } from './bridge_api.ts'
import type { FoundryPort } from '../port.ts'
import type { LeaseWatch } from './lease_watch.ts'
import type { HeartbeatResponse, HelloResponse } from '../../../app/foundry/protocol.ts'

/** Greets the server and keeps it knowing that this tab is there. */
export class Contact {
  #world: FoundryPort
  #api: BridgeApi
  #lease: LeaseWatch
  #candidacy: Candidacy
  #instanceId: string
  #clientId: string
  #heartbeatMs = 20_000
  #greeted = false

  constructor(
    { world, instanceId }: { world: FoundryPort; instanceId: string },
    api: BridgeApi,
    lease: LeaseWatch,
    clientId: string,
    isAtWork: () => boolean
  ) {
    this.#world = world
    this.#instanceId = instanceId
    this.#api = api
    this.#lease = lease
    this.#candidacy = new Candidacy(world, lease, isAtWork)
    this.#clientId = clientId
  }

  /** The two have found that they understand each other. */
  get isGreeted() {
    return this.#greeted
  }

  /** The server was heard of lately enough to say that it is there. */
  get isAlive() {
    return this.#greeted && this.#silentMs() < this.#heartbeatMs * 2
  }

  get isBeatDue() {
    return this.#greeted && this.#silentMs() >= this.#heartbeatMs
  }

  /** @throws BridgeFailure */
  async greet(): Promise<HelloResponse> {
    const candidate = this.#candidacy.isCandidate()
    const request = helloRequest(this.#world, this.#instanceId, this.#clientId, candidate)
    const answer = await this.#api.hello(request)
    this.#greeted = answer.compatibility === 'ok'
    if (this.#greeted) this.#heartbeatMs = answer.heartbeatInterval * 1000
    return answer
  }

  /** @throws BridgeFailure */
  beat(): Promise<HeartbeatResponse> {
    const candidate = this.#candidacy.isCandidate()
    const release = this.#lease.state.held && !candidate
    return this.#api.heartbeat({
      clientId: this.#clientId,
      candidate,
      ...(release ? { release } : {}),
    })
  }

  #silentMs() {
    return Date.now() - this.#lease.lastContactAt
  }
}
