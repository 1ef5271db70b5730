import app from '@adonisjs/core/services/app'
import { transact } from '#core/transact'
import { EndStreamersPart } from '#gamification/control/end_streamers_part'
import {
  createMember,
  createReward,
  createStage,
  createStreamer,
  setViewers,
  testSql,
  type TestReward,
  type TestStage,
  type TestStreamer,
} from '../../support/fixtures.js'

export interface Channel {
  streamer: TestStreamer
  reward: TestReward
}

export interface GroupStage {
  stage: TestStage
  channels: Channel[]
}

/** Streamers with so many viewers each, who sell one group event together. */
export async function createGroup(
  viewers: number[],
  event: Record<string, string | number | boolean> = {}
): Promise<GroupStage> {
  const sql = testSql()
  const stage = await createStage(sql, {
    event: { kind: 'group', coefficient: 0.3, minimum: 3, cooldown_seconds: 0, ...event },
  })
  await setViewers(sql, stage.streamer.id, viewers[0] ?? 0)
  const channels = [{ streamer: stage.streamer, reward: stage.reward }]

  for (const count of viewers.slice(1)) {
    channels.push(await joinGroup(stage, count))
  }
  return { stage, channels }
}

/** One more streamer, live, with the event on sale. */
export async function joinGroup(stage: TestStage, viewers: number | null): Promise<Channel> {
  const streamer = await createStreamer(testSql(), { viewers })
  await createMember(testSql(), stage.campaignId, streamer.id, 'streamer')
  return { streamer, reward: await createReward(testSql(), { ...stage, streamer }) }
}

/** As leaving and being removed do it. */
export async function leaveGroup({ campaignId }: TestStage, streamerId: string): Promise<void> {
  const end = await app.container.make(EndStreamersPart)
  await transact(async (sql, after) => {
    await sql.run('DELETE FROM campaign_members WHERE campaign_id = $1 AND user_id = $2', [
      campaignId,
      streamerId,
    ])
    await end.execute(sql, after, { campaignId, streamerId })
  })
}

/** Back in the campaign, with the reward on sale as before. */
export async function rejoinGroup({ campaignId }: TestStage, streamerId: string): Promise<void> {
  await testSql().run(
    `INSERT INTO campaign_members (id, campaign_id, user_id, role, is_live)
     VALUES (gen_random_uuid(), $1, $2, 'streamer', true) ON CONFLICT DO NOTHING`,
    [campaignId, streamerId]
  )
  await testSql().run(
    `UPDATE rewards SET retired_at = NULL, is_enabled = true, state = 'present'
     WHERE campaign_id = $1 AND streamer_id = $2`,
    [campaignId, streamerId]
  )
}

export interface SharedInstance {
  id: string
  status: string
  reason: string | null
  objective: number
  progress: number
  ended_at: Date | null
  /** Sums over its streamers who have not left, and over its contributions that are not refunded. */
  share_progress: number
  share_objective: number
  contributions: number
}

/** The instances of a group event, with what has to add up to them; the oldest first. */
export function sharedInstances(eventId: string): Promise<SharedInstance[]> {
  return testSql().run<SharedInstance>(
    `SELECT i.*,
       (SELECT COALESCE(sum(p.progress), 0)::int FROM instance_shares p
        WHERE p.instance_id = i.id) AS share_progress,
       (SELECT COALESCE(sum(p.objective), 0)::int FROM instance_shares p
        WHERE p.instance_id = i.id) AS share_objective,
       (SELECT count(*)::int FROM redemptions r JOIN instance_shares p
          ON p.instance_id = i.id AND p.streamer_id = r.streamer_id
        WHERE r.instance_id = i.id AND r.reason IS DISTINCT FROM 'streamer_left') AS contributions
     FROM instances i WHERE i.event_id = $1 ORDER BY i.started_at, i.id`,
    [eventId]
  )
}

/** How the redemptions of a channel stand: `counted -`, `refund_pending streamer_left`, with numbers. */
export async function standing(channel: Channel): Promise<Record<string, number>> {
  const rows = await testSql().run<{ said: string; count: number }>(
    `SELECT state || ' ' || COALESCE(reason, '-') AS said, count(*)::int AS count
     FROM redemptions WHERE broadcaster_id = $1 GROUP BY 1`,
    [channel.streamer.broadcasterId]
  )
  return Object.fromEntries(rows.map(({ said, count }) => [said, count]))
}
