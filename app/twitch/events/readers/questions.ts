import type { Fields } from '#twitch/fields'
import type { PollPayload, PredictionPayload } from '#twitch/events/payloads'
import type { EventReader, EventReaders } from '#twitch/events/readers/reader'
import { channelOf } from '#twitch/events/readers/people'

/** Polls and predictions. */
export const questionReaders: EventReaders = {
  'channel.poll.begin/1': pollReader('poll_began'),
  'channel.poll.progress/1': pollReader('poll_progressed'),
  'channel.poll.end/1': (event) => ({
    kind: 'poll_ended',
    ...ofChannel(event),
    payload: {
      ...poll(event, 'ended_at'),
      status: event.word('status', ['completed', 'archived', 'terminated']),
    },
  }),
  'channel.prediction.begin/1': predictionReader('prediction_began', 'locks_at'),
  'channel.prediction.progress/1': predictionReader('prediction_progressed', 'locks_at'),
  'channel.prediction.lock/1': predictionReader('prediction_locked', 'locked_at'),
  'channel.prediction.end/1': (event) => ({
    kind: 'prediction_ended',
    ...ofChannel(event),
    payload: {
      ...prediction(event, 'ended_at'),
      status: event.word('status', ['resolved', 'canceled']),
      winningOutcomeId: event.optionalString('winning_outcome_id') || null,
    },
  }),
}

const ofChannel = (event: Fields) => ({ channelId: channelOf(event), userId: null })

function pollReader(kind: 'poll_began' | 'poll_progressed'): EventReader {
  return (event) => ({ kind, ...ofChannel(event), payload: poll(event, 'ends_at') })
}

function predictionReader(
  kind: 'prediction_began' | 'prediction_progressed' | 'prediction_locked',
  until: string
): EventReader {
  return (event) => ({ kind, ...ofChannel(event), payload: prediction(event, until) })
}

/** The votes are not told when it begins. */
const count = (fields: Fields, name: string) => (fields.has(name) ? fields.integer(name) : 0)

function poll(event: Fields, ends: string): PollPayload {
  return {
    pollId: event.id('id'),
    title: event.string('title'),
    choices: event.list('choices').map((choice) => ({
      id: choice.id('id'),
      title: choice.string('title'),
      votes: count(choice, 'votes'),
      channelPointsVotes: count(choice, 'channel_points_votes'),
    })),
    startedAt: event.date('started_at'),
    endsAt: event.date(ends),
  }
}

function prediction(event: Fields, until: string): PredictionPayload {
  return {
    predictionId: event.id('id'),
    title: event.string('title'),
    outcomes: event.list('outcomes').map((outcome) => ({
      id: outcome.id('id'),
      title: outcome.string('title'),
      users: count(outcome, 'users'),
      channelPoints: count(outcome, 'channel_points'),
    })),
    startedAt: event.date('started_at'),
    until: event.date(until),
  }
}
