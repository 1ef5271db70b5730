/**
 * What the server and the overlay page say to each other. Types only.
 *
 * `GET /overlay/snapshot` and `GET /overlay/stream` take the overlay key as a
 * Bearer token. The snapshot carries the absolute state; the stream carries
 * progress (`version` per instance, latest wins) and one-shot events (`seq`
 * per overlay, a gap asks for a snapshot).
 */

export type InstanceStatus =
  | 'active'
  | 'armed'
  | 'awaiting_approval'
  | 'executing'
  | 'completed'
  | 'failed'
  | 'expired'
  | 'cancelled'

/** The public state of an instance: what anybody watching may know. */
export type PublicInstance = {
  id: string
  eventId: string
  eventName: string
  mode: 'consume' | 'open' | 'immediate'
  kind: 'individual' | 'group'
  status: InstanceStatus
  objective: number
  progress: number
  /** Rises with each change; a frame with a lower one is old news. */
  version: number
  startedAt: string
  /** When it expires unfilled or unconsumed; null when it does not. */
  expiresAt: string | null
  /** Latest contributors, newest last, plain text; hidden viewers left out. */
  latestViewers: string[]
  /** What each streamer's viewers have put in, largest part first; empty for an individual one. */
  shares: InstanceShare[]
}

export type InstanceShare = {
  /** The streamer's display name. */
  streamer: string
  /** The streamer's part of the objective; 0 for one who came later. */
  objective: number
  progress: number
}

export type OverlaySettings = {
  language: 'en' | 'fr'
  volume: number
  reducedMotion: boolean
  palette: 'default' | 'colour_blind'
  widgets: Record<'goal' | 'impact' | 'refunds' | 'poll' | 'pack', WidgetSettings>
}

export type WidgetSettings = {
  shown: boolean
  /** Position of the widget's centre, per cent of 1920x1080. */
  x: number
  y: number
  /** 1 is the natural size. */
  scale: number
}

/** How a poll stands, as one channel's viewers see it. */
export type OverlayPoll = {
  /** Rises with time: of two polls the one with the higher id is the later. */
  id: string
  question: string
  /** Votes of all channels, and this channel's own part of them. */
  options: { text: string; votes: number; own: number }[]
  total: number
  own: number
  /** Whether other channels are asked as well. */
  isShared: boolean
  status: 'running' | 'ended' | 'cancelled'
  /** How this channel's viewers vote. */
  method: 'twitch' | 'chat'
  /** Rises with each change; a frame with a lower one is old news. */
  version: number
  endsAt: string
  endedAt: string | null
}

/** One card, as it is turned over. */
export interface OverlayCard {
  name: string
  text: string
  /** Of this server; null where the card has none. */
  picture: string | null
  rarity: {
    name: string
    /** `#RRGGBB` */
    colour: string
    /** From the most common one, 0. */
    position: number
    /** One of the two rarest ones of the set, and not its most common one. */
    isRare: boolean
    /** The rarest one of the set. */
    isTop: boolean
  }
  /** Null for the regular look. */
  variant: { name: string; effect: 'foil' | 'holo' | 'gilded' | 'inked' } | null
  /** The viewer's first one on this channel. */
  isNew: boolean
}

/** One viewer's pack. */
export interface OverlayOpening {
  id: string
  /** The name to show; hidden viewers have none. */
  viewer: string | null
  set: { name: string; picture: string | null }
  /** By rising rarity. */
  cards: OverlayCard[]
  /** Different cards of the set the viewer has with this pack, of all that there are. */
  progress: { has: number; of: number }
}

/**
 * What plays in place of everything else: one pack; or the summary of many, where `mode` is `batch`. In
 * `rares` only cards of the two rarest rarities are turned over one by one.
 */
export interface OverlayPack {
  /** Of the showing: `POST /overlay/packs/complete` names it. */
  id: string
  mode: 'full' | 'fast' | 'rares' | 'batch'
  isReplay: boolean
  startedAt: string
  /** How long it should take; the server goes on after twice that. */
  lengthMs: number
  /** Packs that wait behind it. */
  waiting: number
  /** Different viewers whose packs they are. */
  viewers: number
  packs: OverlayOpening[]
}

export interface OverlaySnapshot {
  serverTime: string
  /** Build of the page the server carries; another one makes the page reload. */
  build: string
  seq: number
  /** True when the app runs on simulated Twitch. */
  demo: boolean
  streamer: { displayName: string }
  settings: OverlaySettings
  instances: PublicInstance[]
  /** What is being asked on the channel, or was a moment ago. */
  poll: OverlayPoll | null
  /** What is playing: a page that comes in its midst plays it from its start, or what is left of its time. */
  pack: OverlayPack | null
  /** One-shots not yet acknowledged as shown, oldest first. */
  pending: OverlayOneShot[]
}

export interface RollImpact {
  character: string | null
  originalValue: number | null
  invertedValue: number | null
  success: boolean
  message: string
}

/**
 * `test` marks what is nobody's points: shown with a TEST badge, never acknowledged. Of those, `rehearsal`
 * marks what a rehearsal shows.
 */
export type OverlayOneShot = { seq: number; at: string; test?: boolean; rehearsal?: boolean } & (
  | { event: 'gamification:instance_armed'; data: PublicInstance }
  | {
      event: 'gamification:instance_consumed'
      data: { instance: PublicInstance; character: string | null; natural: number | null }
    }
  | { event: 'gamification:action_executed'; data: { instance: PublicInstance } & RollImpact }
  | { event: 'gamification:instance_expired'; data: PublicInstance }
  | { event: 'gamification:instance_cancelled'; data: PublicInstance }
  | { event: 'gamification:instance_failed'; data: { instance: PublicInstance; message: string } }
  | {
      event: 'gamification:contributions_refunded'
      data: { instanceId: string; eventName: string; count: number; failed: number; reason: string }
    }
  | {
      /** Redemptions that nobody had told of were found; `gapSeconds` is how long nobody listened, if known. */
      event: 'ledger:caught_up'
      data: { count: number; gapSeconds: number | null }
    }
)

/** Frames of `GET /overlay/stream`, each an SSE `data:` line `{channel, payload}` with this payload. */
export type OverlayFrame =
  | { event: 'gamification:instance_created'; data: PublicInstance }
  | { event: 'gamification:instance_progress'; data: PublicInstance }
  | { event: 'poll:changed'; data: OverlayPoll; test?: boolean }
  | PackStart
  /** It was shown, skipped, or took too long: whoever still plays it stops. */
  | { event: 'packOpeningComplete'; data: { id: string } }
  | OverlayOneShot
  | { event: 'rehearsal'; data: RehearsalFrame | null }
  | { event: 'settings'; data: OverlaySettings }
  | { event: 'ping'; data: { serverTime: string; build: string } }

export interface PackStart {
  event: 'packOpeningStarted'
  data: OverlayPack
  test?: boolean
}

/** A rehearsal as it stands, all of it; null when it is over. Seconds of its script. */
export interface RehearsalFrame {
  second: number
  seconds: number
  goals: PublicInstance[]
}

/** `POST /overlay/shown`: one-shots up to this number were played. */
export interface ShownRequest {
  seq: number
}

/** `POST /overlay/packs/complete`, the end of the animation: this showing was played to its end. */
export interface PackCompleteRequest {
  id: string
}
