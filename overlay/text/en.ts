import type { Messages } from './messages.ts'

/** Codes of the ledger. Another one, or a sentence, is shown as it is. */
const REASONS: Record<string, string> = {
  over_objective: 'the goal was already full',
  already_armed: 'the goal was already full',
  cooling_down: 'the event is resting',
  event_disabled: 'the event is switched off',
  unknown_reward: 'the reward has no event any more',
  expired: 'the time ran out',
  cancelled: 'the Game Master called it off',
  rejected: 'the Game Master did not allow it',
  action_failed: 'it could not be done at the table',
  quiet_time: 'the table had a quiet time',
  character_out: 'that character does not take part',
  too_intense: 'it was too much for that character',
  action_unsupported: 'the table cannot do that',
  action_expired: 'the table did not answer in time',
  streamer_offline: 'the stream went offline',
  bought_offline: 'the stream was off',
  streamer_left: 'the streamer left the campaign',
  reward_renewed: 'the reward was made anew',
  viewer_cap: 'taken part as often as allowed',
  no_instance_open: 'nothing was waiting for it',
  campaign_break: 'the table is on a break',
  campaign_archived: 'the campaign has ended',
  panic: 'the Game Master stopped everything',
  late: 'it came too late',
}

export const en: Messages = {
  goal: {
    eyebrow: 'Crowd goal',
    openEyebrow: 'The roll is waiting',
    armed: 'Armed. Waiting for its moment',
    awaitingApproval: 'The Game Master decides',
    executing: 'Fate is turning',
    joined: (viewer) => `${viewer} joined in`,
    collecting: 'Spend channel points to join in',
  },
  armed: {
    eyebrow: 'The crowd has spoken',
    title: 'Armed',
    thanks: (names) => `Thanks to ${names}`,
  },
  critical: {
    eyebrow: 'The moment has come',
    rolled: (character, natural) => {
      const roll = natural === null ? 'a critical' : `a natural ${natural}`
      return character === null ? `${capital(roll)} is rolled` : `${character} rolls ${roll}`
    },
    hint: 'The crowd reaches for the die',
  },
  inversion: {
    eyebrow: 'Fate inverted',
    roll: 'The roll',
    becomes: (from, to) => `${from} becomes ${to}`,
  },
  effect: { eyebrow: 'The crowd has its way' },
  notice: {
    refunded: (count) => `${count} ${count === 1 ? 'viewer' : 'viewers'} got their points back`,
    refundOpen: (count) => `${count} ${count === 1 ? 'refund' : 'refunds'} still open`,
    reason: (reason) => REASONS[reason] ?? reason.replaceAll('_', ' '),
    expired: 'The time ran out',
    cancelled: 'Called off by the Game Master',
    failed: 'It did not take effect',
    caughtUp: (count) => `Caught up ${count} ${count === 1 ? 'redemption' : 'redemptions'}`,
    gap: (seconds) => (seconds === null ? '' : `after a ${seconds} s gap`),
  },
  poll: {
    eyebrow: 'You decide',
    result: 'The crowd has decided',
    tie: 'It is a tie',
    nobody: 'Nobody has voted',
    inChat: 'Vote in chat',
    onTwitch: 'Vote above the chat',
    votes: (count) => `${count.toLocaleString('en')} ${count === 1 ? 'vote' : 'votes'}`,
    here: (count) => `${count.toLocaleString('en')} here`,
  },
  pack: {
    eyebrow: 'Card pack',
    replay: 'Once more',
    somebody: 'A kind soul',
    opens: (viewer) => `${viewer} opens a pack`,
    many: 'Card packs',
    batch: (packs, viewers) => `${counted(packs, 'pack')} of ${counted(viewers, 'viewer')}`,
    waiting: (count) => `${count} more waiting`,
    isNew: 'New',
    fresh: (count) => `${count} new`,
    doubles: (count) => counted(count, 'duplicate'),
    progress: (has, of) => `${has} of ${of}`,
  },
  badge: { test: 'Test', demo: 'Demo · simulated Twitch', rehearsal: 'Rehearsal' },
  setup: {
    title: 'Your overlay',
    intro: 'This page is for you. Take “?setup” out of the address before you go live.',
    steps: [
      'In OBS, add a source of the type Browser.',
      'Paste your overlay address, 1920 wide and 1080 high.',
      'Leave “Shutdown source when not visible” off.',
      'Put the source above the game, then press TEST on your dashboard.',
    ],
    state: {
      no_key: {
        title: 'The address has no key',
        advice: 'It must end in “#k=…”. Copy the whole address from your dashboard once more.',
      },
      connecting: { title: 'Connecting', advice: 'This takes a second.' },
      live: { title: 'Connected', advice: 'The overlay is ready to go live.' },
      unreachable: {
        title: 'The server does not answer',
        advice: 'Is Crowdcrit running, and is the address right? The page keeps trying by itself.',
      },
      busy: {
        title: 'The server has trouble',
        advice: 'It answers with an error. The page keeps trying by itself.',
      },
      bad_key: {
        title: 'The key is not valid',
        advice:
          'It is mistyped, or it was renewed. Copy the current address from your dashboard into OBS.',
      },
      forbidden: {
        title: 'The key may not read this overlay',
        advice: 'Copy the current address from your dashboard into OBS.',
      },
      gone: {
        title: 'This overlay no longer exists',
        advice: 'Make a new address on your dashboard and paste it into OBS.',
      },
    },
    facts: {
      streamer: 'Channel',
      goals: 'Goals on screen',
      sound: 'Sound',
      soundHere: 'played by this copy',
      soundElsewhere: 'played by another copy of this page',
      volume: 'Volume',
      build: 'Version',
    },
    widgets: {
      goal: 'Goal bar',
      impact: 'Armed and impact',
      refunds: 'Notices',
      poll: 'Poll',
      pack: 'Card packs',
    },
    samplesTitle: 'Try it here',
    samples: {
      armed: 'Goal',
      inversion: 'Impact',
      refund: 'Refund',
      expired: 'Time out',
      pack: 'Card pack',
    },
    samplesNote: 'Plays on this page only, marked TEST.',
    off: 'off',
  },
}

function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? thing : `${thing}s`}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
