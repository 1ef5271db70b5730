/**
 * Times and limits of the bridge, in seconds unless named otherwise. One object
 * in the container, so that a test can make time pass quickly.
 */
export class BridgeSettings {
  /** How long the lease holds without a heartbeat. */
  lease = 60
  /** What is left of it once the holder's stream has closed. */
  closedStream = 10
  /** A tab without a stream says that it is alive this often. */
  heartbeat = 20
  /** A tab with one is asked to by a ping. */
  ping = 20
  /** Older rolls are kept, but trigger nothing. */
  rollMaxAge = 120
  /** A command that was handed out may still be answered this long after its expiry. */
  answerGrace = 30
  /** How long a GM has to decide about a command nobody can vouch for. */
  decision = 600
  /** A device code's life, and the module's pause between two polls. */
  pairing = 900
  pollInterval = 5
  /** Longest wait of a pull. */
  longPoll = 25

  /** Requests a minute: pairing by address, everything else by token. */
  pairStartsPerMinute = 10
  pairPollsPerMinute = 60
  requestsPerMinute = 600
  /** Streams that one browser may hold open in one process. */
  streamsPerToken = 20
}
