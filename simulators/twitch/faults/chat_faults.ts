/** Why Twitch withholds a chat message that it has accepted. */
export interface DropReason {
  code: string
  message: string
}

/** Chat messages that are taken and not shown, as AutoMod or a slow mode does it. */
export class ChatFaults {
  /** So many of the next ones; -1 is all. */
  withheld = 0
  reason: DropReason = { code: 'msg_rejected', message: 'Your message is being checked.' }

  /** Null lets the message through. */
  strike(): DropReason | null {
    if (this.withheld === 0) return null
    if (this.withheld > 0) this.withheld -= 1
    return this.reason
  }

  clear(): void {
    this.withheld = 0
  }
}
