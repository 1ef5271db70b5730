/**
 * What may go wrong between an event and its receiver. Numbers count down with every notification
 * they strike; 0 is healthy.
 */
export class DeliveryFaults {
  /** The next N come twice with the same message id. */
  duplicates = 0
  /** The next N come a second time under another message id, as from a second subscription. */
  twins = 0
  /** The next N never come. */
  losses = 0
  /** The next N are held back and then sent in reverse order. */
  reorder = 0
  /** Every message carries a timestamp this much in the past. */
  backdateMs = 0
  /** Every message comes this much later. */
  delayMs = 0
  keepalivesStopped = false
  /** New sockets get HTTP 503 until then (simulated time), and so many more times. */
  refuseSocketsUntil = 0
  refuseSockets = 0
  /** The welcome of a socket that follows session_reconnect comes so much later. */
  welcomeDelayMs = 0

  take(kind: 'duplicates' | 'twins' | 'losses' | 'refuseSockets'): boolean {
    if (this[kind] <= 0) return false
    this[kind] -= 1
    return true
  }

  clear(): void {
    Object.assign(this, new DeliveryFaults())
  }
}
