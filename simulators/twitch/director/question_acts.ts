import { between, oneOf } from '../world/random.ts'
import { type Act, anybody, type Company, type Scene } from './scene.ts'

const MINUTE = 60

/** Polls and predictions from the first event to the last; one that runs already is played to its end. */
export function questionActs({ world, booth, desk }: Company): Act[] {
  const poll = ({ broadcaster, random }: Scene) => {
    const asked =
      world.polls.open(broadcaster.id) ??
      booth.open(broadcaster, {
        title: 'Where to?',
        choices: ['The crypt', 'The tavern', 'The tower'],
        durationSeconds: MINUTE,
        pointsPerVote: null,
      })
    const choice = oneOf(random, asked.choices)
    if (choice) booth.vote(asked, choice.id, between(random, 1, 30), 0)
    booth.close(asked, 'COMPLETED')
  }

  const predict = (scene: Scene) => {
    const { broadcaster, random } = scene
    const asked =
      world.predictions.open(broadcaster.id) ??
      desk.open(broadcaster, {
        title: 'Will they crit?',
        outcomes: ['Yes', 'No'],
        windowSeconds: MINUTE,
      })
    const outcome = oneOf(random, asked.outcomes)
    if (asked.status === 'ACTIVE') {
      if (outcome) desk.bet(asked, outcome.id, anybody(scene), between(random, 1, 100) * 10)
      desk.lock(asked)
    }
    desk.end(asked, random() < 0.2 ? null : (outcome?.id ?? null))
  }

  const stages = (name: string, ...names: string[]) => names.map((one) => `channel.${name}.${one}`)
  return [
    { sends: stages('poll', 'begin', 'progress', 'end'), weight: 1, play: poll },
    { sends: stages('prediction', 'begin', 'progress', 'lock', 'end'), weight: 1, play: predict },
  ]
}
