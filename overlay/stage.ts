import type { OverlaySettings } from './contract.ts'
import type { ConnectionStatus } from './connection/status.ts'
import type { Step } from './packs/timeline.ts'
import { SCENE_WIDGET, type PackScene, type SceneName, type ShotScene } from './queue/scenes.ts'
import type { OverlayState } from './state/overlay_state.ts'
import { rehearsalOf, visibleGoals } from './state/visible_goals.ts'
import { visiblePoll } from './state/visible_poll.ts'
import { messagesFor } from './text/messages.ts'
import { Corner } from './widgets/corner.ts'
import { el } from './widgets/dom.ts'
import { fitStage, type Area } from './widgets/fit_stage.ts'
import { sampleGoal } from './widgets/sample_goal.ts'
import { GoalStack } from './widgets/goal_stack.ts'
import { leave } from './widgets/motion.ts'
import { PackView } from './widgets/packs/pack_view.ts'
import { PollPanel } from './widgets/poll_panel.ts'
import { sceneView } from './widgets/scene_view.ts'
import { Slot } from './widgets/slot.ts'

/** Everything that is drawn over the game. */
export class Stage {
  #slots = {
    goal: new Slot('goal'),
    impact: new Slot('impact'),
    refunds: new Slot('refunds'),
    poll: new Slot('poll'),
    pack: new Slot('pack'),
  }
  #goals = new GoalStack()
  #poll = new PollPanel()
  #corner = new Corner()
  #playing: HTMLElement | null = null

  /** Where on the page it goes is the setup's choice; on stream it fills the window. */
  mount(body: HTMLElement, areaOf?: () => Area) {
    const { goal, impact, refunds, poll, pack } = this.#slots
    goal.element.append(this.#goals.element)
    poll.element.append(this.#poll.element)
    const widgets = [goal, poll, pack, refunds, impact].map(({ element }) => element)
    const stage = el('stage', ...widgets, this.#corner.element)
    body.append(stage)
    fitStage(stage, areaOf)
  }

  /** `now` is this machine's clock, epoch milliseconds. Called on each change and each second. */
  draw(state: OverlayState, now: number) {
    if (!state.ready) return
    const { settings } = state
    const messages = messagesFor(settings.language)
    this.#dress(settings)
    this.#corner.showMarks(state.demo, rehearsalOf(state, now), messages)
    const serverNow = now + state.clockOffset
    this.#goals.update(visibleGoals(state, now), messages, serverNow)
    this.#poll.update(visiblePoll(state, now), messages, serverNow)
  }

  showStatus(status: ConnectionStatus) {
    this.#corner.showStatus(status)
  }

  showScene({ name, shot, sample }: ShotScene, pace: number, { language }: OverlaySettings) {
    const messages = messagesFor(language)
    const view = sample ? sampleGoal(sample, messages) : sceneView(shot, messages)
    const frame = el('play', view)
    frame.style.setProperty('--pace', String(pace))
    if (shot.test) {
      const mark = shot.rehearsal ? messages.badge.rehearsal : messages.badge.test
      frame.append(el('badge badge-test', mark))
    }
    this.#play(name, frame)
  }

  /** Nothing of it moves until its steps are performed. */
  showPack({ name, pack, test, pictures }: PackScene, settings: OverlaySettings) {
    const messages = messagesFor(settings.language)
    const view = new PackView({ pack, pictures, messages, settings })
    const frame = el('play', view.element)
    if (test) frame.append(el('badge badge-test', messages.badge.test))
    this.#play(name, frame)
    return (step: Step) => view.perform(step)
  }

  #play(name: SceneName, frame: HTMLElement) {
    frame.dataset.scene = name
    this.hideScene()
    this.#playing = frame
    this.#slots.goal.element.classList.toggle('slot-busy', name === 'goal_sample')
    this.#slots[SCENE_WIDGET[name]].element.append(frame)
  }

  hideScene() {
    if (this.#playing) leave(this.#playing)
    this.#playing = null
    this.#slots.goal.element.classList.remove('slot-busy')
  }

  #dress(settings: OverlaySettings) {
    const root = document.documentElement
    root.lang = settings.language
    root.dataset.palette = settings.palette
    root.classList.toggle('calm', settings.reducedMotion)
    this.#slots.goal.place(settings.widgets.goal)
    this.#slots.impact.place(settings.widgets.impact)
    this.#slots.refunds.place(settings.widgets.refunds)
    this.#slots.poll.place(settings.widgets.poll)
    this.#slots.pack.place(settings.widgets.pack)
  }
}
