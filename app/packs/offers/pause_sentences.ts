const SENTENCES: Record<string, string> = {
  pack_archived: 'The set is not opened any more.',
  pack_off_sale: 'It is switched off.',
  pack_out_of_time: 'The set is not on sale at this time.',
  streamer_unknown: 'Twitch has not said yet whether you are live; it is asked again and again.',
  streamer_offline: 'It goes on sale when your stream begins.',
  pack_without_overlay: 'Your overlay is closed: it goes on sale when OBS shows it.',
  pack_queue_paused: 'You have paused the packs.',
  pack_queue_full: 'Too many packs wait: it goes on sale when some are opened.',
}

/** Why a pack is not for sale now, for its streamer; null when it is. */
export function packPauseSentence(code: string | null): string | null {
  return code === null ? null : (SENTENCES[code] ?? 'It comes back by itself.')
}
