import app from '@adonisjs/core/services/app'
import { StartPoll } from '#polls/control/start_poll'
import { StopPoll } from '#polls/control/stop_poll'
import { PollListener, type PollNews } from '#polls/ports'
import type { PollState } from '#polls/poll_state'
import { readPoll } from '#polls/read_polls'
import type { PollInput } from '#polls/poll_validator'
import { PollWorker } from '#polls/work/poll_worker'
import type { ChannelEventKind, Envelope } from '#twitch/events/channel_event'
import { ChannelEventHandlers } from '#channels/channel_event_handlers'
import { createCampaign, createMember, testSql } from '#tests/support/fixtures'
import { HelixClient } from '#tests/support/helix_client'
import { BROADCASTER_SCOPES } from '#tests/support/simulated_channel'
import { createStreamer } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

interface ChannelOptions {
  login: string
  /** Parts of the channel that are switched on; polls when left out. */
  features?: string[]
  broadcasterType?: '' | 'affiliate'
  scopes?: string[]
  isLive?: boolean
}

export interface StageChannel {
  login: string
  streamerId: string
  channelId: string
  /** Calls Twitch as this broadcaster. */
  mira: HelixClient
}

export const QUESTION: PollInput = {
  question: 'What does the dragon do?',
  options: ['Attack', 'Talk', 'Flee'],
  durationSeconds: 60,
}

/** Remembers what it was told, and how much of that has committed. */
export class NewsRecorder extends PollListener {
  news: PollNews[] = []
  committed = 0

  async onPoll(...[, news, after]: Parameters<PollListener['onPoll']>) {
    this.news.push(news)
    after.afterCommit(() => void this.committed++)
    return true
  }

  get ends() {
    return this.news.filter(({ isOver }) => isOver)
  }
}

/** A campaign whose streamers are on the simulated Twitch, to ask questions on. */
export class PollStage {
  private constructor(
    readonly simulator: TwitchSimulator,
    readonly campaignId: string,
    readonly ownerId: string,
    readonly channels: StageChannel[]
  ) {}

  static async open(simulator: TwitchSimulator, wanted: ChannelOptions[]): Promise<PollStage> {
    const { id, ownerId } = await createCampaign(testSql())
    const channels: StageChannel[] = []
    for (const { login, features = ['polls'], isLive = true, ...options } of wanted) {
      const { scopes = BROADCASTER_SCOPES, broadcasterType = 'affiliate' } = options
      const made = await createStreamer(simulator, login, { scopes, broadcasterType })
      const streamerId = made.user.id
      await createMember(testSql(), id, streamerId, 'streamer', isLive)
      for (const feature of features) {
        await testSql().run('INSERT INTO channel_features (streamer_id, feature) VALUES ($1, $2)', [
          streamerId,
          feature,
        ])
      }
      const { access_token: token } = made.token
      const mira = new HelixClient(simulator.url, TwitchSimulator.clientId, token, made.twitchId)
      channels.push({ login, streamerId, channelId: made.twitchId, mira })
    }
    return new PollStage(simulator, id, ownerId, channels)
  }

  channel(login: string): StageChannel {
    const channel = this.channels.find((one) => one.login === login)
    if (!channel) throw new Error(`There is no channel ${login}`)
    return channel
  }

  async ask(input: Partial<PollInput> = {}): Promise<string> {
    const start = await app.container.make(StartPoll)
    return start.execute(this.campaignId, this.ownerId, { ...QUESTION, ...input })
  }

  async end(pollId: string): Promise<void> {
    const stop = await app.container.make(StopPoll)
    await stop.end(this.campaignId, pollId)
  }

  async cancel(pollId: string): Promise<void> {
    const stop = await app.container.make(StopPoll)
    await stop.cancel(this.campaignId, pollId)
  }

  /** On Twitch, as a viewer's vote in the running poll. */
  vote(login: string, choice: string, votes = 1): Promise<unknown> {
    return this.simulator.control('POST', '/polls/vote', { broadcaster: login, choice, votes })
  }

  /** The channel's polls on Twitch, the newest first. */
  async onTwitch(login: string): Promise<{ id: string; title: string; status: string }[]> {
    const { mira, channelId } = this.channel(login)
    const { body } = await mira.get('polls', { broadcaster_id: channelId })
    return body.data
  }
}

export async function stateOf(pollId: string): Promise<PollState> {
  const read = await readPoll(testSql(), pollId)
  if (!read) throw new Error(`There is no poll ${pollId}`)
  return read.poll
}

export async function partOf(pollId: string, login: string) {
  const { channels } = await stateOf(pollId)
  const part = channels.find(({ streamer }) => streamer === login)
  if (!part) throw new Error(`${login} has no part in the poll`)
  return part
}

export const optionsOf = (poll: PollState) => poll.options.map(({ votes }) => votes)

/** What the worker does when it is woken, and others in other processes at the same time. */
export async function work(workers = 1): Promise<void> {
  const made = await Promise.all(
    Array.from({ length: workers }, () => app.container.make(PollWorker))
  )
  await Promise.all(made.map((worker) => worker.execute()))
  await Promise.all(made.map((worker) => worker.idle()))
}

/** It is everybody's turn now. */
export async function hurry(): Promise<void> {
  await testSql().run('UPDATE poll_channels SET next_at = now()')
}

/** The poll's time is up, by the database's clock. */
export async function letTimePass(): Promise<void> {
  await testSql().run(
    `UPDATE polls SET ends_at = now() - interval '1 second' WHERE status = 'running'`
  )
  await testSql().run(
    `UPDATE poll_channels SET ends_at = now() - interval '5 seconds', next_at = now()`
  )
}

/** Hands an event of a channel to whoever acts on it at once, as the intake does. */
export async function happen<Kind extends ChannelEventKind>(
  kind: Kind,
  channelId: string,
  payload: Envelope<Kind>['payload'],
  createdAt = new Date()
): Promise<void> {
  const handlers = await app.container.make(ChannelEventHandlers)
  const event: Envelope<Kind> = {
    id: crypto.randomUUID(),
    source: 'twitch.eventsub',
    kind,
    version: 1,
    createdAt,
    receivedAt: new Date(),
    channelId,
    userId: null,
    payload,
    rawPayload: null,
  }
  await Promise.all(handlers.of(kind).map(({ handle }) => handle(event as never)))
}

export function say(
  channelId: string,
  viewer: string,
  text: string,
  at = new Date(),
  writtenIn: string | null = null
) {
  const chatter = { id: viewer, login: viewer, displayName: viewer }
  const message = {
    chatter,
    messageId: crypto.randomUUID(),
    text,
    badges: [],
    bits: null,
    writtenIn,
  }
  return happen('chat_message', channelId, message, at)
}
