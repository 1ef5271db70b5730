import { many, points, type StoredPayload, type Words } from '#dashboards/feed/words/telling'

type Poll = StoredPayload<'poll_began'>
type Prediction = StoredPayload<'prediction_began'>

const named = (choices: { title: string }[]) => choices.map(({ title }) => title).join(', ')

const votes = ({ choices }: Poll) =>
  choices.map((choice) => `${choice.title} ${choice.votes.toLocaleString('en')}`).join(', ')

const stakes = ({ outcomes }: Prediction) =>
  outcomes.map(({ title, channelPoints }) => `${title} ${points(channelPoints)}`).join(', ')

function result({ choices }: Poll): string {
  const most = Math.max(0, ...choices.map((choice) => choice.votes))
  const winners = choices.filter((choice) => choice.votes === most)

  if (most === 0) {
    return 'nobody voted'
  }
  return winners.length === 1
    ? `“${named(winners)}” won with ${many(most, 'vote')}`
    : `${named(winners)} are level with ${many(most, 'vote')} each`
}

function outcome(prediction: StoredPayload<'prediction_ended'>): string {
  const { title, status, outcomes, winningOutcomeId } = prediction
  const winner = outcomes.find(({ id }) => id === winningOutcomeId)

  if (status === 'canceled') {
    return `The prediction “${title}” was called off, and the points went back`
  }
  return winner
    ? `The prediction “${title}” ended: “${winner.title}” was right`
    : `The prediction “${title}” ended`
}

/** Polls and predictions, with what there is to choose from or how it stands. */
export const questionWords: Words<
  | 'poll_began'
  | 'poll_progressed'
  | 'poll_ended'
  | 'prediction_began'
  | 'prediction_progressed'
  | 'prediction_locked'
  | 'prediction_ended'
> = {
  poll_began: ({ title, choices }) => ({
    who: null,
    what: `A poll began: “${title}” ${named(choices)}`,
  }),
  poll_progressed: (poll) => ({ who: null, what: `The poll “${poll.title}”: ${votes(poll)}` }),
  poll_ended: (poll) => ({
    who: null,
    what:
      poll.status === 'completed'
        ? `The poll “${poll.title}” ended: ${result(poll)}`
        : `The poll “${poll.title}” was called off: ${votes(poll)}`,
  }),
  prediction_began: ({ title, outcomes }) => ({
    who: null,
    what: `A prediction began: “${title}” ${named(outcomes)}`,
  }),
  prediction_progressed: (prediction) => ({
    who: null,
    what: `The prediction “${prediction.title}”: ${stakes(prediction)}`,
  }),
  prediction_locked: (prediction) => ({
    who: null,
    what: `No more bets on “${prediction.title}”: ${stakes(prediction)}`,
  }),
  prediction_ended: (prediction) => ({ who: null, what: outcome(prediction) }),
}
