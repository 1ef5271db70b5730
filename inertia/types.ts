import type { PublicInstance } from '../overlay/contract.ts'

export type { Connection } from '#dashboards/connection_list'
export type { EndedInstance } from '#dashboards/instance_list'
export type { Offer } from '#dashboards/offer_list'
export type { LedgerTotals, RedemptionLine } from '#dashboards/redemption_list'
export type { RollLine } from '#dashboards/roll_list'
export type { StreamingCampaign } from '#dashboards/streaming_campaigns'
export type { PublicInstance }
