import type { PauseReason } from '#gamification/sale/pause_reasons'

const SENTENCES: Record<PauseReason, string> = {
  panic: 'The game master has stopped everything.',
  campaign_break: 'The table is on a break.',
  event_disabled: 'The game master has switched it off.',
  event_unavailable: 'A part of this event is not installed on this server.',
  streamer_unknown: 'Twitch has not said yet whether you are live; it is asked again and again.',
  streamer_offline: 'It goes on sale when your stream begins.',
  already_armed: 'The goal is full and waits for its roll.',
  executing: 'It is happening at the table right now.',
  cooling_down: 'It is cooling down and comes back by itself.',
  no_instance_open: 'It goes on sale when the table sets it off.',
  quiet_time: 'The table has a quiet time: it comes back by itself.',
  table_away: 'Foundry is away: it goes on sale when the game master opens the world.',
  world_lacks:
    'The module in Foundry cannot do this yet: it goes on sale when the game master has updated it.',
  kind_off: 'The game master has switched off what it does at the table.',
}

const isKnown = (code: string): code is PauseReason => Object.hasOwn(SENTENCES, code)

/** Why a reward is not for sale now, for its streamer; `code` is what `rewards.pause_reason` holds. */
export function pauseSentence(code: string): string {
  return isKnown(code) ? SENTENCES[code] : 'It comes back by itself.'
}
