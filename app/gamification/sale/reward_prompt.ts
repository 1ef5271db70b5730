import { cleanText } from '#core/clean_text'
import { MAX_PROMPT } from '#rewards/reward_title'

interface Described {
  /** The GM's own words for viewers. */
  prompt: string | null
  description: string
  mode: 'consume' | 'open' | 'immediate'
  /** What its action is called. */
  action: string
}

const WHEN: Record<Described['mode'], string> = {
  consume: 'Once enough viewers have joined in:',
  open: 'Join in while the bar is up:',
  immediate: 'As soon as enough viewers have joined in:',
}
const PROMISE = 'If it does not happen, your points come back.'

/** What viewers read on Twitch: the GM's words, else what will happen. */
export function rewardPrompt({ prompt, description, mode, action }: Described): string {
  if (prompt) {
    return cleanText(prompt, MAX_PROMPT)
  }

  const what = cleanText(`${WHEN[mode]} ${withStop(description.trim() || action)}`, MAX_PROMPT)
  const whole = `${what} ${PROMISE}`
  return [...whole].length <= MAX_PROMPT ? whole : what
}

const withStop = (text: string) => (/[.!?…]$/u.test(text) ? text : `${text}.`)
