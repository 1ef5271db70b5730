import { inject } from '@adonisjs/core'
import { TwitchApi } from '#twitch/api/twitch_api'
import { TwitchError } from '#twitch/twitch_error'
import type { Finding } from '#preflight/finding'
import { PreFlightCheck, type StreamerSubject } from '#preflight/pre_flight_check'

/** Whether Twitch answers, asked of the streamer's own account. */
@inject()
export class TwitchApiCheck extends PreFlightCheck<StreamerSubject> {
  readonly id = 'twitch_api'
  readonly label = 'Twitch'
  override readonly isFullOnly = true

  constructor(private twitch: TwitchApi) {
    super()
  }

  async run({ sql, streamerId }: StreamerSubject): Promise<Finding[]> {
    const [account] = await sql.run<{ twitch_id: string }>(
      'SELECT twitch_id FROM twitch_accounts WHERE user_id = $1',
      [streamerId]
    )
    if (!account) {
      return [this.found('failed', 'No Twitch account is connected.')]
    }

    try {
      const [user] = await this.twitch.usersById([account.twitch_id])
      return [
        user
          ? this.found('passed', 'It answers.')
          : this.found('failed', 'Twitch does not know this account any more.'),
      ]
    } catch (error) {
      if (error instanceof TwitchError) {
        return [this.found('failed', error.message)]
      }
      throw error
    }
  }
}
