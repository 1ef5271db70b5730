import { between, oneOf } from '../world/random.ts'
import { type Act, anybody, type Company, type Scene } from './scene.ts'

const LINES = [
  'Roll it!',
  'Nat 20 incoming',
  '!vote 1',
  'gg',
  'What a save',
  'Not the goblin again',
]
const TITLES = ['Session 13', 'The Glass Crown', 'Into the crypt', 'One more room']

/** The stream itself: chat, cheers, raids, title, on and off. */
export function stageActs({ stage, world: { channels } }: Company): Act[] {
  const chat = (scene: Scene) => {
    stage.chat(scene.broadcaster, anybody(scene), oneOf(scene.random, LINES) ?? '')
  }

  const cheer = (scene: Scene) => {
    const bits = between(scene.random, 1, 50) * 10
    const viewer = scene.random() < 0.2 ? null : anybody(scene)
    stage.cheer(scene.broadcaster, viewer, bits, `Cheer${bits}`)
  }

  const raid = (scene: Scene) => {
    stage.raid(anybody(scene), scene.broadcaster, between(scene.random, 2, 500))
  }

  const retitle = (scene: Scene) => {
    const title = `${oneOf(scene.random, TITLES) ?? ''}, part ${between(scene.random, 1, 99)}`
    stage.describe(scene.broadcaster, { title })
  }

  /** The other way and back again, so that the channel is afterwards what it was. */
  const restart = ({ broadcaster }: Scene) => {
    if (channels.of(broadcaster.id).stream) {
      stage.goOffline(broadcaster)
      stage.goLive(broadcaster)
    } else {
      stage.goLive(broadcaster)
      stage.goOffline(broadcaster)
    }
  }

  return [
    { sends: ['channel.chat.message'], weight: 30, play: chat },
    { sends: ['channel.cheer'], weight: 4, play: cheer },
    { sends: ['channel.raid'], weight: 1, play: raid },
    { sends: ['channel.update'], weight: 1, play: retitle },
    { sends: ['stream.online', 'stream.offline'], weight: 1, play: restart },
  ]
}
