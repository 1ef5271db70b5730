import type { ApiClient } from '@japa/api-client'
import User from '#accounts/user'
import type { ConnectionReport } from '#dashboards/connection/connection_report'

/** What a streamer's own page of the connection to Twitch's events shows. */
export async function connectionPage(
  client: ApiClient,
  streamerId: string
): Promise<ConnectionReport> {
  const response = await client
    .get(`/streamers/${streamerId}/connection`)
    .loginAs(await User.findOrFail(streamerId))
    .withInertia()
  response.assertStatus(200)
  return response.body().props.report
}
