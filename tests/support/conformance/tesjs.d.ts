/** The part of tesjs that the tests use; it brings no types. */
declare module 'tesjs' {
  interface Subscription {
    id: string
    type: string
    status: string
    condition: Record<string, string>
    transport: { method: string; session_id: string }
  }

  interface Config {
    options?: { debug?: boolean; logging?: boolean }
    identity: {
      id: string
      accessToken: string
      onAuthenticationFailure: () => Promise<string>
    }
    listener: { type: 'websocket'; websocketURL: string }
  }

  export default class TES {
    constructor(config: Config)
    subscribe(
      type: string,
      condition: Record<string, string>,
      version?: string
    ): Promise<Subscription>
    unsubscribe(id: string): Promise<unknown>
    getSubscription(id: string): Promise<Subscription | undefined>
    on(type: 'connection_lost', handler: (subscriptions: Record<string, unknown>) => void): void
    on(
      type: string,
      handler: (event: Record<string, unknown>, subscription: Subscription) => void
    ): void
  }
}
