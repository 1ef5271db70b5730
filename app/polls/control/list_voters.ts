import type { Sql } from '#core/sql'
import { findCandidates } from '#polls/control/find_candidates'
import { type WayToVote, wayToVote } from '#polls/control/way_to_vote'

/** A streamer's channel, and how its viewers would vote if a question were asked now. */
export type Voters = { streamerId: string; streamer: string } & WayToVote

export async function listVoters(sql: Sql, campaignId: string): Promise<Voters[]> {
  const candidates = await findCandidates(sql, campaignId)
  return candidates
    .map((candidate) => {
      const { streamerId, streamer } = candidate
      return { streamerId, streamer, ...wayToVote({ ...candidate, isBusy: false }) }
    })
    .sort((a, b) => a.streamer.localeCompare(b.streamer))
}
