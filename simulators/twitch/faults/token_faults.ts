/** What may go wrong at the token endpoint. */
export class TokenFaults {
  /** The next N refreshes are refused as if the user had disconnected; -1 refuses all. */
  refuseRefresh = 0

  takeRefusal(): boolean {
    if (this.refuseRefresh === 0) return false
    if (this.refuseRefresh > 0) this.refuseRefresh -= 1
    return true
  }

  clear(): void {
    this.refuseRefresh = 0
  }
}
