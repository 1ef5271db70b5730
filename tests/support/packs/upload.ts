import type { ApiClient } from '@japa/api-client'
import type User from '#accounts/user'

/** Sends a file as the body of a request, as the editor does. */
export function upload(client: ApiClient, path: string, bytes: Buffer, user?: User) {
  const request = client.post(path).accept('json').withCsrfToken().type('application/octet-stream')
  request.request.send(bytes)
  return user ? request.loginAs(user) : request
}
