import type { OverlayOneShot } from './contract.ts'
import { Connection } from './connection/connection.ts'
import { electLead } from './connection/elect_lead.ts'
import { followBuild } from './connection/follow_build.ts'
import { OverlayApi } from './connection/overlay_api.ts'
import type { ConnectionStatus } from './connection/status.ts'
import { Acknowledger } from './queue/acknowledger.ts'
import { systemClock } from './queue/clock.ts'
import { OneShotQueue } from './queue/one_shot_queue.ts'
import { sceneLength } from './queue/scene_length.ts'
import { scenesOf, type Scene } from './queue/scenes.ts'
import { Soundboard } from './sound/soundboard.ts'
import { initialState, type OverlayState } from './state/overlay_state.ts'
import { Store } from './state/store.ts'
import { Stage } from './stage.ts'
import type { Area } from './widgets/fit_stage.ts'

/** The countdowns and the turns of the bars. Milliseconds. */
const TICK_MS = 1000

/** The page: what is known, what is drawn, what is played, and the connection that feeds them. */
export class OverlayApp {
  readonly store = new Store<OverlayState>(initialState)
  readonly status = new Store<ConnectionStatus>({ name: 'connecting' })
  /** Whether this copy plays sound and acknowledges. */
  readonly leading = new Store(false)
  #build: string
  #stage = new Stage()
  #sound = new Soundboard()
  #queue: OneShotQueue<Scene>
  #acknowledger: Acknowledger | null = null

  constructor(build: string) {
    this.#build = build
    this.#queue = new OneShotQueue<Scene>({
      clock: systemClock,
      lengthOf: (scene) => sceneLength(scene, this.store.value, Date.now()),
      show: (scene, pace) => this.#show(scene, pace),
      hide: () => this.#stage.hideScene(),
      played: (scene) => this.#played(scene),
    })
  }

  /** `areaOf` says which part of the window the stage may use; all of it when left out. */
  start(key: string | null, areaOf?: () => Area) {
    this.#stage.mount(document.body, areaOf)
    this.status.watch((status) => this.#stage.showStatus(status))
    this.store.watch((state) => this.#draw(state))
    setInterval(() => this.#draw(this.store.value), TICK_MS)
    followBuild(this.store, this.#build, (work) => this.#queue.whenIdle(work))

    if (key === null) this.status.set({ name: 'no_key' })
    else this.#connect(key)
  }

  play(shot: OverlayOneShot) {
    for (const scene of scenesOf(shot)) this.#queue.push(scene)
  }

  #connect(key: string) {
    const api = new OverlayApi(key)
    const acknowledger = new Acknowledger((request) => api.shown(request))
    this.#acknowledger = acknowledger
    electLead(key, () => {
      this.leading.set(true)
      acknowledger.lead()
    })
    new Connection({
      api,
      store: this.store,
      status: this.status,
      play: (shot) => this.play(shot),
      onLive: () => void acknowledger.flush(),
    }).start()
  }

  #draw(state: OverlayState) {
    this.#stage.draw(state, Date.now())
    if (this.leading.value) this.#sound.followGoals(state)
  }

  #show(scene: Scene, pace: number) {
    const { settings } = this.store.value
    this.#stage.showScene(scene, pace, settings)
    if (this.leading.value) this.#sound.playScene(scene.name, settings.volume)
  }

  #played({ shot, last }: Scene) {
    if (last && !shot.test) this.#acknowledger?.played(shot.seq)
  }
}
