/** How a connector is, as one sentence and in numbers. */
export type ConnectorStatus = {
  /** `off` is one that is not needed. */
  state: 'off' | 'connecting' | 'connected' | 'degraded' | 'failed'
  detail: string
  /** Channels that are meant to come by it, and those of which it delivers. */
  channels: { wanted: number; connected: number }
}

/**
 * A way by which what happens on channels comes in. Whatever it hears it hands to the intake, in the app's own
 * words. Twitch has three; another platform would register its own.
 */
export interface Connector {
  /** Unique, for example `twitch.websocket`. */
  readonly id: string
  readonly label: string
  /** Whether it has to run now. Asked every few seconds in each process that listens. */
  isNeeded(): Promise<boolean>
  /** Begins; does not wait for the other side. */
  start(): Promise<void>
  /** Ends, and leaves what it holds to other processes. */
  stop(): Promise<void>
  /** The same in every process: read from the database. */
  status(): Promise<ConnectorStatus>
}
