import type { OverlaySettings } from './contract.ts'
import type { ConnectionStatus } from './connection/status.ts'
import { SCENE_WIDGET, type Scene } from './queue/scenes.ts'
import type { OverlayState } from './state/overlay_state.ts'
import { visibleGoals } from './state/visible_goals.ts'
import { messagesFor } from './text/messages.ts'
import { Corner } from './widgets/corner.ts'
import { el } from './widgets/dom.ts'
import { fitStage, type Area } from './widgets/fit_stage.ts'
import { sampleGoal } from './widgets/sample_goal.ts'
import { GoalStack } from './widgets/goal_stack.ts'
import { leave } from './widgets/motion.ts'
import { sceneView } from './widgets/scene_view.ts'
import { Slot } from './widgets/slot.ts'

/** Everything that is drawn over the game. */
export class Stage {
  #slots = { goal: new Slot('goal'), impact: new Slot('impact'), refunds: new Slot('refunds') }
  #goals = new GoalStack()
  #corner = new Corner()
  #playing: HTMLElement | null = null

  /** Where on the page it goes is the setup's choice; on stream it fills the window. */
  mount(body: HTMLElement, areaOf?: () => Area) {
    const { goal, impact, refunds } = this.#slots
    goal.element.append(this.#goals.element)
    const stage = el('stage', goal.element, refunds.element, impact.element, this.#corner.element)
    body.append(stage)
    fitStage(stage, areaOf)
  }

  /** `now` is this machine's clock, epoch milliseconds. Called on each change and each second. */
  draw(state: OverlayState, now: number) {
    if (!state.ready) return
    const { settings } = state
    const messages = messagesFor(settings.language)
    this.#dress(settings)
    this.#corner.showDemo(state.demo, messages)
    this.#goals.update(visibleGoals(state, now), messages, now + state.clockOffset)
  }

  showStatus(status: ConnectionStatus) {
    this.#corner.showStatus(status)
  }

  showScene({ name, shot, sample }: Scene, pace: number, { language }: OverlaySettings) {
    const messages = messagesFor(language)
    const view = sample ? sampleGoal(sample, messages) : sceneView(shot, messages)
    const frame = el('play', view)
    frame.style.setProperty('--pace', String(pace))
    frame.dataset.scene = name
    if (shot.test) frame.append(el('badge badge-test', messages.badge.test))

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
  }
}
