import { createStreamer } from '#tests/support/streamer'
import { HelixClient } from '#tests/support/helix_client'
import { BROADCASTER_SCOPES } from '#tests/support/simulated_channel'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

const LOGIN = 'mira'

/** A simulated channel of a streamer of ours who has allowed everything, and who plays on it. */
export class EventStage {
  private constructor(
    readonly simulator: TwitchSimulator,
    readonly streamerId: string,
    /** Twitch's id of the broadcaster. */
    readonly channelId: string,
    readonly mira: HelixClient
  ) {}

  static async open(simulator: TwitchSimulator): Promise<EventStage> {
    await simulator.reset()
    const { user, twitchId, token } = await createStreamer(simulator, LOGIN, {
      scopes: BROADCASTER_SCOPES,
    })
    const { clientId } = TwitchSimulator
    const mira = new HelixClient(simulator.url, clientId, token.access_token, twitchId)
    const stage = new EventStage(simulator, user.id, twitchId, mira)
    await stage.control('/rewards', { title: 'Hydrate', cost: 50 })
    return stage
  }

  /** Something happens on the channel. */
  control<Answer = unknown>(path: string, body: object = {}, method = 'POST'): Promise<Answer> {
    return this.simulator.control<Answer>(method, path, { broadcaster: LOGIN, ...body })
  }

  get own() {
    return { broadcaster_id: this.channelId }
  }

  async poll(title: string): Promise<void> {
    const choices = [{ title: 'Fight' }, { title: 'Talk' }]
    await this.mira.post('polls', {}, { ...this.own, title, choices, duration: 60 })
  }

  async predict(title: string): Promise<void> {
    const outcomes = [{ title: 'Yes' }, { title: 'No' }]
    const question = { title, outcomes, prediction_window: 60 }
    await this.mira.post('predictions', {}, { ...this.own, ...question })
  }

  async endPrediction(status: 'LOCKED' | 'CANCELED'): Promise<void> {
    const { body } = await this.mira.get('predictions', this.own)
    await this.mira.patch('predictions', {}, { ...this.own, id: body.data[0].id, status })
  }
}
