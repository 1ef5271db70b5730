/** An answer that is none; 401 and 404 mean that the reader has been signed out. */
export class FetchFailed extends Error {
  constructor(
    readonly status: number,
    /** What the server said, where it is a sentence for the reader. */
    sentence?: string
  ) {
    super(
      sentence ??
        (status === 401 || status === 404
          ? 'You are signed out. Load the page again.'
          : 'The server does not answer. Please try again.')
    )
  }
}

/**
 * Asks the app's own JSON routes.
 *
 * @throws FetchFailed with a sentence for the reader
 */
export async function fetchJson<Answer>(address: string, signal?: AbortSignal): Promise<Answer> {
  return ask(address, { headers: { accept: 'application/json' }, signal })
}

/**
 * Tells the app's own JSON routes something, with the token against forged requests.
 *
 * @throws FetchFailed with the server's sentence where it has one
 */
export async function postJson<Answer>(address: string, body: object = {}): Promise<Answer> {
  return ask(address, {
    method: 'POST',
    headers: {
      'accept': 'application/json',
      'content-type': 'application/json',
      'x-xsrf-token': forgeryToken(),
    },
    body: JSON.stringify(body),
  })
}

/**
 * Brings a file to the app, as the body of the request.
 *
 * @throws FetchFailed with the server's sentence where it has one
 */
export async function sendFile<Answer>(
  address: string,
  body: Blob | FormData,
  signal?: AbortSignal
): Promise<Answer> {
  return ask(address, {
    method: 'POST',
    headers: { 'accept': 'application/json', 'x-xsrf-token': forgeryToken() },
    body,
    signal,
  })
}

async function ask<Answer>(address: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(address, init).catch((error: unknown) => {
    if (init.signal?.aborted) {
      throw error
    }
    throw new FetchFailed(0)
  })
  if (!response.ok) {
    throw new FetchFailed(response.status, await sentenceOf(response))
  }
  return response.json()
}

/** Nobody can go on now, this does not fit, there is no place at the moment. */
const REFUSALS = [409, 422, 503]

/** Only what was refused for a reason comes with one. */
async function sentenceOf(response: Response): Promise<string | undefined> {
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  if (!isJson || !REFUSALS.includes(response.status)) {
    return undefined
  }
  const { errors }: { errors?: { message?: string }[] } = await response.json()
  return errors?.[0]?.message
}

function forgeryToken(): string {
  const cookie = document.cookie.split('; ').find((one) => one.startsWith('XSRF-TOKEN='))
  return decodeURIComponent(cookie?.slice('XSRF-TOKEN='.length) ?? '')
}
