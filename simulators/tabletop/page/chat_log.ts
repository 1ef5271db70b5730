import { make } from './dom.ts'
import type { MessageDocument, RollDocument } from './documents.ts'
import type { Tabletop } from './tabletop.ts'

/** Draws the chat log and tells the modules of each message that was drawn. */
export function drawChatLog(table: Tabletop, log: HTMLElement) {
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80
  const messages = table.messages.contents.slice(-100)
  const nothing = make('li', { class: 'nothing' }, 'Nothing was said or rolled yet.')
  log.replaceChildren(
    ...(messages.length > 0 ? messages.map((one) => draw(table, one)) : [nothing])
  )
  if (isAtEnd) log.scrollTop = log.scrollHeight
}

function draw(table: Tabletop, message: MessageDocument) {
  const name = message.speaker.alias || message.author?.name || '?'
  const secret = message.blind ? 'blind' : message.whisper.length > 0 ? 'hidden' : null
  const html = make(
    'li',
    {
      'class': `chat-message message${secret ? ' secret' : ''}`,
      'data-message-id': message.id,
      'data-testid': 'message',
    },
    make(
      'header',
      { class: 'message-header' },
      make('strong', {}, name),
      secret ? make('span', { class: 'badge' }, secret) : null,
      make('time', {}, new Date(message.timestamp).toLocaleTimeString())
    ),
    message.flavor ? make('p', { class: 'flavor' }, message.flavor) : null,
    content(message),
    ...message.rolls.map((roll) => drawRoll(roll, message.blind && !table.me.isGM))
  )
  table.hooks.callAll('renderChatMessageHTML', message, html, {})
  return html
}

/** A message whose content is only its total is drawn from its rolls. */
function content({ content: text, rolls }: MessageDocument) {
  if (text === '' || (rolls.length > 0 && /^\s*-?[\d.]+\s*$/.test(text))) return null
  const made = make('div', { 'class': 'message-content', 'data-testid': 'message-content' })
  // HTML on purpose, as on a real table: whatever a module lets through shows here.
  made.innerHTML = enrich(text)
  return made
}

/** What a real table makes of such text; a module must not let viewers reach it. */
function enrich(html: string) {
  return html
    .replace(/\[\[([^\]]+)\]\]/g, '<button class="inline-roll" type="button">$1</button>')
    .replace(/@(\w+)\[([^\]]+)\]/g, '<a class="content-link" href="#">$2</a>')
    .replace(/(^|\s)(https?:\/\/[^\s<]+)/g, '$1<a class="hyperlink" href="$2">$2</a>')
}

function drawRoll(roll: RollDocument, isBlind: boolean) {
  if (isBlind) return make('p', { class: 'dice-roll' }, 'Rolled blind: ???')
  const dice = roll.dice.flatMap(({ faces, results }) =>
    results.map(({ result, active }) => ({ faces, result, active }))
  )
  const twenty = dice.filter(({ faces, active }) => faces === 20 && active)
  const natural = twenty.length === 1 ? (twenty[0]?.result ?? null) : null
  const tone = natural === 20 ? ' critical' : natural === 1 ? ' fumble' : ''
  return make(
    'div',
    { class: `dice-roll${tone}` },
    make(
      'div',
      { class: 'dice' },
      ...dice.map(({ faces, result, active }) =>
        make(
          'span',
          {
            class: `die d${faces}${active ? '' : ' dropped'}`,
            title: `d${faces}${active ? '' : ', dropped'}`,
          },
          String(result)
        )
      )
    ),
    make('span', { class: 'formula' }, roll.formula),
    make(
      'output',
      { 'class': 'total', 'aria-label': 'Total', 'data-testid': 'total' },
      String(roll.total)
    )
  )
}
