export interface Reply {
  status: number
  headers: Record<string, string>
  body: string
}

/** The content type is bare, as @twurple reads an error body as JSON only then. */
export function json(data: unknown, status = 200): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(data),
  }
}

export function empty(): Reply {
  return { status: 204, headers: {}, body: '' }
}

export function text(body: string, contentType: string, status = 200): Reply {
  return { status, headers: { 'content-type': contentType }, body }
}

export function redirect(location: string): Reply {
  return { status: 302, headers: { location }, body: '' }
}
