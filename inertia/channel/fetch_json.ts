/** An answer that is none; 401 and 404 mean that the reader has been signed out. */
export class FetchFailed extends Error {
  constructor(readonly status: number) {
    super(
      status === 401 || status === 404
        ? 'You are signed out. Load the page again.'
        : 'The server does not answer. Please try again.'
    )
  }
}

/**
 * Asks the app's own JSON routes.
 *
 * @throws FetchFailed with a sentence for the reader
 */
export async function fetchJson<Answer>(address: string, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(address, { headers: { accept: 'application/json' }, signal }).catch(
    (error: unknown) => {
      if (signal?.aborted) {
        throw error
      }
      throw new FetchFailed(0)
    }
  )
  if (!response.ok) {
    throw new FetchFailed(response.status)
  }
  return response.json()
}
