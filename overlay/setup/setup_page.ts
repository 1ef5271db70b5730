import type { OverlayApp } from '../app.ts'
import { visibleGoals } from '../state/visible_goals.ts'
import { messagesFor, type Messages } from '../text/messages.ts'
import { el } from '../widgets/dom.ts'
import { facts } from './facts.ts'
import { guideBoxes } from './guide_boxes.ts'
import { sampleButtons } from './sample_buttons.ts'
import { stateKey } from './state_key.ts'

/**
 * Help for the streamer at `/overlay?setup#k=...`: what the connection is
 * like, why, what to do. The only place where the page explains itself; on
 * stream there is at most a dot.
 */
export function mountSetup(app: OverlayApp, build: string): void {
  document.documentElement.classList.add('setup-mode')
  const panel = el('setup')
  panel.setAttribute('role', 'main')
  document.body.prepend(panel, guideBoxes(app))

  let drawn = ''
  const draw = () => {
    const messages = messagesFor(languageOf(app))
    const { settings, streamer, demo } = app.store.value
    const goals = visibleGoals(app.store.value, Date.now()).length
    const status = stateKey(app.status.value)
    const now = { status, settings, streamer, demo, goals, lead: app.leading.value }
    // Redrawn only for news: a button must not vanish between press and release.
    if (JSON.stringify(now) === drawn) return
    drawn = JSON.stringify(now)
    panel.replaceChildren(...content(app, messages, build))
  }
  app.status.watch(draw)
  app.store.watch(draw)
  app.leading.watch(draw)
}

function content(app: OverlayApp, { setup }: Messages, build: string): Node[] {
  const key = stateKey(app.status.value)
  const state = setup.state[key]
  const light = el(`setup-light setup-${key === 'live' ? 'good' : 'bad'}`)
  const words = el('setup-words', el('setup-state', state.title), el('setup-advice', state.advice))
  const live = el('setup-status', light, words)
  live.setAttribute('role', 'status')

  const steps = document.createElement('ol')
  for (const step of setup.steps) {
    const item = document.createElement('li')
    item.textContent = step
    steps.append(item)
  }
  const title = document.createElement('h1')
  title.textContent = setup.title
  return [
    title,
    el('setup-intro', setup.intro),
    live,
    steps,
    facts(app, setup, build),
    sampleButtons(app, setup),
  ]
}

/** Until the server has said which language, the browser's. */
function languageOf({ store }: OverlayApp): 'en' | 'fr' {
  if (store.value.ready) return store.value.settings.language
  return navigator.language.startsWith('fr') ? 'fr' : 'en'
}
