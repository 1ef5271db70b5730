/** What a test may tune. The defaults are Twitch's. */
export class Settings {
  /** Helix points per minute and bucket; 0 never answers 429. */
  rateLimitPerMinute = 800
  /** Overrides the keepalive a client asked for, to test silence in less than 10 s; 0 does not. */
  keepaliveSeconds = 0
  /** A socket without subscriptions is closed with 4003 after this. */
  unusedSeconds = 10
  /** How long the old socket lives after session_reconnect. */
  reconnectSeconds = 30
  pingSeconds = 30
  /** Total cost of a client and user over WebSocket, and of a client over webhooks and conduits. */
  maxTotalCost = 10
  maxTotalCostApp = 10_000
  maxSubscriptionsPerSocket = 300
  maxSockets = 3
  /** A webhook or shard is revoked after so many failed deliveries in a row. */
  webhookMaxFailures = 10
  webhookRetryMs = 500
  /** How many events `/control/journal` remembers. */
  journalSize = 5_000
  /** Settling 10 redemptions of which one is already settled: 404 and nothing done, or the 9 done. */
  partialSettlement = false
  /** Everybody signs in as this login without seeing the page; empty shows it. */
  autologin = ''
}
