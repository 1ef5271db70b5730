import { inject } from '@adonisjs/core'
import { Logger } from '@adonisjs/core/logger'
import { cleanText } from '#core/clean_text'
import { transact } from '#core/transact'
import { chatLineText } from '#gamification/chat/chat_line_text'
import { claimChatLines, type ClaimedLine } from '#gamification/chat/claim_chat_lines'
import { recordChatLine, type SayOutcome } from '#gamification/chat/record_chat_lines'
import { ChatApi } from '#twitch/api/chat_api'
import { TwitchError } from '#twitch/twitch_error'

const TIDY_EVERY_MS = 10 * 60_000
const DEFAULT_PAUSE_MS = 5_000
const MAX_DETAIL = 200
const UNANSWERED = 'Twitch did not answer, so the last line may be missing.'

/**
 * Says in the streamers' chats what happened to goals: each line once or never, one chat's lines
 * one after the other and no faster than Twitch takes them. Nothing is owed to anybody by
 * them, so what cannot be said in two minutes is left out.
 */
@inject()
export class SayChatLines {
  #tidiedAt = 0

  constructor(
    private chat: ChatApi,
    private logger: Logger
  ) {}

  /** @returns true when there may be more at once */
  async execute(): Promise<boolean> {
    const lines = await transact(claimChatLines)
    await Promise.all(lines.map((line) => this.#say(line)))
    await this.#tidy()
    return lines.length > 0
  }

  async #say(line: ClaimedLine): Promise<void> {
    const outcome = await this.#try(line)
    await transact((sql) => recordChatLine(sql, line, outcome))
  }

  async #try(line: ClaimedLine): Promise<SayOutcome> {
    if (!line.isAllowed || (line.kind === 'refunded' && line.refunded === 0)) {
      return { result: 'skipped' }
    }
    try {
      const withheld = await this.chat.say(line.broadcasterId, chatLineText(line))
      return withheld === null
        ? { result: 'said' }
        : { result: 'lost', problem: `Twitch withheld the last line: ${plain(withheld)}` }
    } catch (error) {
      return this.#failed(line, error)
    }
  }

  #failed({ streamerId }: ClaimedLine, error: unknown): SayOutcome {
    this.logger.warn({ event: 'chat.not_said', streamerId, err: error }, 'A line was not said')

    if (error instanceof TwitchError && error.kind === 'rate_limited') {
      return { result: 'later', afterMs: error.retryAfterMs ?? DEFAULT_PAUSE_MS }
    }
    const isRefusal = error instanceof TwitchError && !error.isRetryable
    return { result: 'lost', problem: isRefusal ? error.message : UNANSWERED }
  }

  /** Yesterday's lines are of no use to anybody. */
  async #tidy(): Promise<void> {
    if (performance.now() - this.#tidiedAt < TIDY_EVERY_MS && this.#tidiedAt > 0) {
      return
    }
    this.#tidiedAt = performance.now()
    await transact((sql) =>
      sql.run(`DELETE FROM chat_lines WHERE created_at < now() - interval '1 day'`)
    )
  }
}

const plain = (text: string) => cleanText(text, MAX_DETAIL)
