/** For SQL, of `card_sets s`: its author, and the streamers of the campaign it is lent to. */
export const MAY_SELL = (streamerId: string) => `(s.owner_id = ${streamerId} OR EXISTS (
  SELECT FROM campaign_members cm WHERE cm.campaign_id = s.campaign_id
    AND cm.user_id = ${streamerId} AND cm.role = 'streamer'))`
