import { backoff } from '../shared_browser/backoff.ts'
import type { OverlayOneShot, PackStart } from './contract.ts'
import { Connection } from './connection/connection.ts'
import { electLead } from './connection/elect_lead.ts'
import { followBuild } from './connection/follow_build.ts'
import { OverlayApi } from './connection/overlay_api.ts'
import type { ConnectionStatus } from './connection/status.ts'
import { Acknowledger } from './queue/acknowledger.ts'
import { Completer } from './packs/completer.ts'
import { PackFollower } from './packs/pack_follower.ts'
import { Reveal } from './packs/reveal.ts'
import { timelineOf } from './packs/timeline.ts'
import { systemClock } from './queue/clock.ts'
import { OneShotQueue } from './queue/one_shot_queue.ts'
import { packTime, sceneLength } from './queue/scene_length.ts'
import { packScene, scenesOf, type PackScene, type Scene } from './queue/scenes.ts'
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
  #completer: Completer | null = null
  #reveal: Reveal | null = null
  #packs: PackFollower

  constructor(build: string) {
    this.#build = build
    this.#queue = new OneShotQueue<Scene>({
      clock: systemClock,
      lengthOf: (scene) => sceneLength(scene, this.store.value, Date.now()),
      show: (scene, pace) => this.#show(scene, pace),
      hide: () => this.#hide(),
      played: (scene) => this.#played(scene),
      // How fast packs go is the server's to say: it knows how many wait.
      canHurry: (scene) => scene.name !== 'pack',
    })
    this.#packs = new PackFollower({
      started: (data) => this.#startPack({ event: 'packOpeningStarted', data }),
      ended: (id) => this.#queue.drop((scene) => isShowing(scene, id)),
    })
  }

  /** `areaOf` says which part of the window the stage may use; all of it when left out. */
  start(key: string | null, areaOf?: () => Area) {
    this.#stage.mount(document.body, areaOf)
    this.status.watch((status) => this.#stage.showStatus(status))
    this.store.watch((state) => this.#draw(state))
    this.store.watch((state) => this.#followPacks(state))
    setInterval(() => this.#draw(this.store.value), TICK_MS)
    followBuild(this.store, this.#build, (work) => this.#queue.whenIdle(work))

    if (key === null) this.status.set({ name: 'no_key' })
    else this.#connect(key)
  }

  play(shot: OverlayOneShot | PackStart) {
    if (shot.event === 'packOpeningStarted') return this.#queue.push(packScene(shot))
    for (const scene of scenesOf(shot)) this.#queue.push(scene)
  }

  #connect(key: string) {
    const api = new OverlayApi(key)
    const acknowledger = new Acknowledger((request) => api.shown(request))
    const completer = new Completer({
      send: (id) => api.packComplete({ id }),
      later: (attempt, work) => void setTimeout(work, 500 + backoff(attempt)),
    })
    this.#acknowledger = acknowledger
    this.#completer = completer
    electLead(key, () => {
      this.leading.set(true)
      acknowledger.lead()
      completer.lead()
    })
    new Connection({
      api,
      store: this.store,
      status: this.status,
      play: (shot) => this.play(shot),
      onLive: () => void Promise.all([acknowledger.flush(), completer.flush()]),
    }).start()
  }

  #draw(state: OverlayState) {
    this.#stage.draw(state, Date.now())
    if (this.leading.value) this.#sound.followGoals(state)
  }

  #followPacks(state: OverlayState) {
    if (!state.ready) return
    this.#completer?.keepOnly(state.pack?.id ?? null)
    this.#packs.follow(state)
  }

  /** Where packs are not wanted, none has to wait for its turn. */
  #startPack(start: PackStart) {
    if (this.store.value.settings.widgets.pack.shown) this.play(start)
    else this.#completer?.played(start.data.id)
  }

  #show(scene: Scene, pace: number) {
    if (scene.name === 'pack') return this.#showPack(scene)

    const { settings } = this.store.value
    this.#stage.showScene(scene, pace, settings)
    if (this.leading.value) this.#sound.playScene(scene.name, settings.volume)
  }

  #showPack(scene: PackScene) {
    const { kind } = packTime(scene, this.store.value, Date.now())
    const perform = this.#stage.showPack(scene, this.store.value.settings)
    this.#reveal = new Reveal({
      timeline: timelineOf(scene.pack),
      kind,
      perform: (step) => {
        perform(step)
        if (this.leading.value) this.#sound.playStep(step, this.store.value.settings.volume)
      },
    })
    this.#reveal.start()
  }

  #hide() {
    this.#reveal?.stop()
    this.#reveal = null
    this.#stage.hideScene()
  }

  #played(scene: Scene) {
    if (scene.name === 'pack') {
      if (!scene.test) this.#completer?.played(scene.pack.id)
    } else if (scene.last && !scene.shot.test) {
      this.#acknowledger?.played(scene.shot.seq)
    }
  }
}

const isShowing = (scene: Scene, id: string) =>
  scene.name === 'pack' && !scene.test && scene.pack.id === id
