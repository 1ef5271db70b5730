import type { OverlayApp } from '../app.ts'
import { visibleGoals } from '../state/visible_goals.ts'
import type { SetupMessages } from '../text/messages.ts'
import { el } from '../widgets/dom.ts'

/** What the page knows, for a streamer who compares it with the dashboard. */
export function facts(app: OverlayApp, { facts: words, off }: SetupMessages, build: string): Node {
  const state = app.store.value
  const list = document.createElement('dl')
  const add = (term: string, value: string) => {
    const name = document.createElement('dt')
    const text = document.createElement('dd')
    name.textContent = term
    text.textContent = value
    list.append(el('setup-fact', name, text))
  }

  if (state.ready) {
    add(words.streamer, state.streamer)
    add(words.goals, String(visibleGoals(state, Date.now()).length))
    const { volume } = state.settings
    add(words.volume, volume === 0 ? off : `${Math.round(volume * 100)} %`)
    add(words.sound, app.leading.value ? words.soundHere : words.soundElsewhere)
  }
  add(words.build, build)
  return list
}
