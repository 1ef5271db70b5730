import { Exception } from '@adonisjs/core/exceptions'
import { uuidv7 } from '#core/ids'
import { transact } from '#core/transact'

export interface Assignment {
  actorId?: string | null
  foundryUserId?: string | null
  name: string
  /** Null takes the character away from its streamer. */
  streamerId: string | null
}

/** Says which streamer a character, else a player's other rolls, belongs to. */
export class AssignCharacter {
  /** @throws Exception 422 for somebody who does not stream this campaign */
  async execute(campaignId: string, assignment: Assignment): Promise<void> {
    const { actorId = null, name, streamerId } = assignment
    const foundryUserId = actorId === null ? (assignment.foundryUserId ?? null) : null

    await transact(async (sql) => {
      await sql.run(
        `DELETE FROM character_assignments
         WHERE campaign_id = $1 AND (actor_id = $2 OR foundry_user_id = $3)`,
        [campaignId, actorId, foundryUserId]
      )
      if (streamerId === null) {
        return
      }

      const assigned = await sql.run(
        `INSERT INTO character_assignments
           (id, campaign_id, streamer_id, actor_id, foundry_user_id, name)
         SELECT $1, campaign_id, user_id, $4, $5, $6 FROM campaign_members
         WHERE campaign_id = $2 AND user_id = $3 AND role = 'streamer'
         ON CONFLICT DO NOTHING
         RETURNING id`,
        [uuidv7(), campaignId, streamerId, actorId, foundryUserId, name]
      )
      if (assigned.length === 0) {
        throw new Exception('Choose a streamer of this campaign.', {
          status: 422,
          code: 'E_NOT_A_STREAMER',
        })
      }
    })
  }
}
