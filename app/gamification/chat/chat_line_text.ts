import { cleanText } from '#core/clean_text'
import type { ChatLineKind } from '#gamification/chat/order_chat_lines'
import type { InstanceRow } from '#gamification/instance_row'
import { plainReason } from '#redemptions/reasons'

/** What a line is made of, as it is when it is said. */
export interface ChatLineFacts {
  kind: ChatLineKind
  eventName: string
  mode: InstanceRow['mode']
  objective: number
  progress: number
  /** What the action reports of itself. */
  message: string | null
  /** Redemptions of this channel that go back, and the code of why. */
  refunded: number
  reason: string | null
}

const MAX_NAME = 80
const MAX_MESSAGE = 200

/**
 * A line for viewers in plain words. It begins with the event's name in quotes, so that no name can be
 * taken for a command of the chat.
 */
export function chatLineText(facts: ChatLineFacts): string {
  const name = cleanText(facts.eventName, MAX_NAME)
  return `“${name}” ${TEXTS[facts.kind](facts)}`
}

const TEXTS: Record<ChatLineKind, (facts: ChatLineFacts) => string> = {
  armed: ({ mode, progress, objective }) => {
    const reached = progress >= objective ? `${progress} of ${objective}` : 'by the game master'
    const next = mode === 'consume' ? 'It waits for its moment at the table.' : AWAITS
    return `is armed, ${reached}. ${next}`
  },
  succeeded: ({ message }) => {
    const what = cleanText(message ?? '', MAX_MESSAGE)
    return what === '' ? 'worked.' : `worked. ${what}`
  },
  refunded: ({ refunded, reason }) => {
    const points = refunded === 1 ? '1 redemption goes' : `${refunded} redemptions go`
    return `did not happen: ${points} back. ${plainReason(reason) ?? ''}`.trimEnd()
  },
}

const AWAITS = 'The game master decides.'
