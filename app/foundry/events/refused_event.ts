/** An event that can never be taken in: `code` is for programs, the message for the GM. */
export class RefusedEvent extends Error {
  constructor(
    readonly code: string,
    message: string
  ) {
    super(message)
  }
}
