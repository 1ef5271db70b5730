import type { Data } from '@generated/data'
import type { PublicInstance } from '../overlay/contract.ts'

export type { LinesPage } from '#dashboards/accounts/account_lines'
export type { LedgerAccounts, StreamerAccount } from '#dashboards/accounts/account_totals'
export type { LedgerChoice } from '#dashboards/accounts/ledger_choices'
export type { FilterProblems, LedgerFilter } from '#dashboards/accounts/ledger_filter'
export type { RedemptionStory } from '#dashboards/accounts/redemption_timeline'
export type { StuckGroup } from '#dashboards/accounts/stuck_list'
export type { AudienceFilter, AudienceProblems } from '#dashboards/audience/audience_filter'
export type { AudienceCounts, AudienceLine, AudiencePage } from '#dashboards/audience/audience_list'
export type { HistoryEntry } from '#dashboards/audience/viewer_history'
export type { ViewerProfile } from '#dashboards/audience/viewer_profile'
export type { ConnectionCourse, ConnectionSpan } from '#dashboards/connection/connection_course'
export type {
  ConnectionPart,
  ConnectionReport,
  SubscriptionLine,
} from '#dashboards/connection/connection_report'
export type { Comparison } from '#dashboards/comparisons'
export type { Connection } from '#dashboards/connection_list'
export type {
  TransportOption,
  TransportReport,
} from '#channels/eventsub/transports/transport_report'
export type { PolledList, PollingIntervals } from '#channels/polling/polling_report'
export type { Cooldown } from '#dashboards/cooldown_list'
export type { ListenedPart } from '#dashboards/listening_list'
export type { FeedLine, FeedPage } from '#dashboards/feed/event_feed'
export type { Failure, FailureCount } from '#dashboards/feed/failure_list'
export type { FeedFilter, FeedProblems } from '#dashboards/feed/feed_filter'
export type { KindGroup } from '#dashboards/feed/kind_groups'
export type { RawFailure } from '#dashboards/feed/raw_failure'
export type { RawEvent } from '#dashboards/feed/raw_event'
export type { FirstStep } from '#dashboards/first_steps'
export type { GoalControl } from '#dashboards/goal_controls'
export type { EndedInstance } from '#dashboards/instance_list'
export type { Offer } from '#dashboards/offer_list'
export type { ListenedStreamers } from '#dashboards/installation/listened_streamers'
export type { SetAside } from '#dashboards/installation/set_aside'
export type { LedgerTotals, RedemptionLine } from '#dashboards/redemption_list'
export type { RollLine } from '#dashboards/roll_list'
export type { SessionCourse } from '#dashboards/sessions/session_course'
export type { SessionLine, SessionsPage } from '#dashboards/sessions/session_list'
export type { SessionTotals } from '#dashboards/sessions/session_totals'
export type { StreamingCampaign } from '#dashboards/streaming_campaigns'
export type { PointLine, ViewerPoints } from '#dashboards/viewers/viewer_points'
export type {
  CatalogueEntry as Handler,
  HandlerField,
} from '#gamification/events/handler_catalogue'
export type { Voters } from '#polls/control/list_voters'
export type { Edition } from '#packs/draw/edition'
export type { Observed } from '#packs/odds/observed'
export type { Outcome } from '#packs/odds/outcome_sums'
export type { PublicChannel } from '#packs/public/find_channel'
export type { OpeningPage } from '#packs/public/public_openings'
export type { PublicSeed } from '#packs/public/public_seeds'
export type { PublicSet } from '#packs/public/public_sets'
export type { AskedBoon } from '#packs/boons/list_boons'
export type { OpenBoon } from '#packs/boons/open_boons'
export type {
  CollectionCard,
  CollectionFilter,
  CollectionPage,
  OwnedLook,
} from '#packs/collections/collection_page'
export type { SetRates } from '#packs/collections/dust_rates'
export type { Collector } from '#packs/collections/leaderboard'
export type { SetProgress } from '#packs/collections/set_progress'
export type { PackOffer } from '#packs/offers/list_offers'
export type { PastPack } from '#packs/queue/read_history'
export type { PackQueue, QueuedPack } from '#packs/queue/read_queue'
export type { PublishedSeed } from '#packs/seeds/read_seeds'
export type { PollChannel, PollState } from '#polls/poll_state'
export type { RewardSlots, TroubledReward } from '#rewards/slots'
export type { PublicInstance }

/** An event in the list, and as its editor starts from it. */
export type EventLine = Data.Gamification.Events.Event
export type EditableEvent = Data.Gamification.Events.Event.Variants['forEditing']
export type { Finding, FindingState } from '#preflight/finding'
export type { StoredReport } from '#preflight/report'
export type { RehearsalOutcome } from '#rehearsal/outcome'
export type { RehearsalLine } from '#rehearsal/rehearsal_rows'
export type { SetLine } from '#packs/sets/list_sets'
export type { EditableCard, EditableRarity, EditableSet } from '#packs/sets/read_set'
export type { ShownSet } from '#packs/sets/show_set'
