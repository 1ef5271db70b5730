import { USER_NAMES } from './demo_world.ts'

/** The way in: what this is, and doors to open. */
export function startPage(appUrl: string, hasModule: boolean): string {
  const doors = [
    ['/gm?user=gm', 'GM', 'GM tab', 'Roll dice, pair the module, see everything.'],
    ['/gm?user=gm', 'GM', 'Second tab of the same GM', 'Only one of the two carries out commands.'],
    ['/gm?user=gm2', 'G2', 'Second GM', 'Another GM user at the same table.'],
    ['/player?user=ada', 'Ad', 'Player Ada', 'Aria Thornwood. Sees only what players see.'],
    ['/player?user=ben', 'Be', 'Player Ben', 'Borin Ironfist.'],
    ['/player?user=cleo', 'Cl', 'Player Cleo', 'Célestine d’Aubépine.'],
  ].map(
    ([href, initials, title, text]) => `
      <li><a href="${href}" target="_blank" rel="noopener">
        <span class="seal" aria-hidden="true">${initials}</span>
        <strong>${title}</strong><span>${text}</span>
      </a></li>`
  )
  return html(
    'Tabletop stand-in',
    `<main class="start">
      <p class="stamp">Stand-in</p>
      <h1>The Emberfall Road</h1>
      <p class="lead">A small tabletop for development: users, characters, dice and a chat log, with the real
      Crowdcrit module running in it. It is not Foundry Virtual Tabletop and holds none of its code.</p>
      ${hasModule ? '' : '<p class="warning" role="alert">The module is not built yet: run <code>node foundry_module/build.ts</code>.</p>'}
      <ul class="doors">${doors.join('')}</ul>
      <ol class="steps">
        <li>Open the <strong>GM tab</strong>, press <strong>Crowdcrit</strong> in the tools, then <strong>Connect</strong>.</li>
        <li>Approve the world in ${appUrl ? `<a href="${escape(appUrl)}">the app</a>` : 'the app'}: the code must be the same.</li>
        <li>Roll a <strong>natural 20</strong> and watch the chat log.</li>
      </ol>
    </main>`
  )
}

/** A seat at the table; the script draws everything. */
export function tablePage(): string {
  return html(
    'Table',
    `<div id="table"><p class="loading" role="status">Setting the table…</p></div>
    <script type="module" src="/page/main.ts"></script>`
  )
}

/** The id behind a name in an address, or null. */
export function userOf(name: string | null): string | null {
  if (name === null) return null
  if (Object.hasOwn(USER_NAMES, name)) return USER_NAMES[name] ?? null
  return Object.values(USER_NAMES).includes(name) ? name : null
}

function html(title: string, body: string) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Stand-in</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'%3E%3Cpath fill='%23c9a227' d='M5 0l4.5 2.5v5L5 10 .5 7.5v-5z'/%3E%3C/svg%3E">
<link rel="stylesheet" href="/page/tabletop.css">
</head>
<body>${body}</body>
</html>`
}

function escape(text: string) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
