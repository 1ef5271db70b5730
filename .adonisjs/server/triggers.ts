export const triggers = {
  ChannelEvent: () => import('#triggers/channel_event_trigger'),
  Custom: () => import('#triggers/custom_trigger'),
  DiceCritical: () => import('#triggers/dice_critical_trigger'),
  Manual: () => import('#triggers/manual_trigger'),
  PollVote: () => import('#triggers/poll_vote_trigger'),
}
