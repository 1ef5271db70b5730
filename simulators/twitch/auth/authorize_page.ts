import { scopeInWords } from './scope_words.ts'
import { escapeHtml } from '../http/html.ts'
import type { User } from '../world/model.ts'
import type { World } from '../world/world.ts'
import type { Consent } from './authorize_routes.ts'

const OTHERS_SHOWN = 36

function layout(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="/page/icon.svg">
<link rel="stylesheet" href="/page/style.css">
</head>
<body class="narrow">
<header class="top"><span class="brand">Twitch</span> <span class="badge">SIMULATOR</span></header>
<main>${content}</main>
</body>
</html>`
}

function choice(world: World, user: User): string {
  const live = world.channels.of(user.id).stream !== null
  return `<li><button class="person" name="login" value="${escapeHtml(user.login)}">
<img src="/avatars/${user.id}.svg" alt="" width="36" height="36">
<span class="who"><strong>${escapeHtml(user.displayName)}</strong><small>@${escapeHtml(user.login)}</small></span>
${live ? '<span class="tag live">live</span>' : ''}
</button></li>`
}

function people(world: World, users: User[], heading: string): string {
  if (users.length === 0) return ''
  const list = users.map((user) => choice(world, user)).join('')
  return `<h2>${heading}</h2><form method="post"><ul class="people">${list}</ul></form>`
}

/** Who signs in, and what the client would be allowed. `mistake` is shown above the choice. */
export function authorizePage(world: World, { client, scopes }: Consent, mistake: string): string {
  const users = world.users.all()
  const streamers = users.filter((user) => user.broadcasterType !== '')
  const others = users.filter((user) => user.broadcasterType === '')
  const wanted =
    scopes.length === 0
      ? '<p>It only wants to know who you are.</p>'
      : `<ul class="scopes">${scopes
          .map(
            (scope) =>
              `<li>${escapeHtml(scopeInWords(scope))}<code>${escapeHtml(scope)}</code></li>`
          )
          .join('')}</ul>`
  const alert = mistake ? `<p class="alert" role="alert">${escapeHtml(mistake)}</p>` : ''
  return layout(
    'Sign in as',
    `<h1>Sign in as…</h1>
<p class="lead">This is not Twitch. No password, no account: choose who you are for
<strong>${escapeHtml(client.id)}</strong>.</p>
${alert}
<section class="card"><h2>It asks to</h2>${wanted}
<form method="post" class="end"><button class="quiet" name="action" value="deny">Deny access</button></form>
</section>
${people(world, streamers, 'Streamers')}
<h2>Somebody new</h2>
<form method="post" class="card row">
<label>Login<input name="new_login" autocomplete="off" required pattern="[A-Za-z0-9][A-Za-z0-9_]{1,24}" title="2 to 25 letters, digits or underscores"></label>
<label>Display name<input name="new_name" autocomplete="off" maxlength="40"></label>
<button class="primary">Create and sign in</button>
</form>
${people(world, others.slice(0, OTHERS_SHOWN), 'Everybody else')}
`
  )
}

/** Shown when there is no client to go back to. */
export function problemPage(message: string): string {
  return layout(
    'Sign-in is not possible',
    `<h1>Sign-in is not possible</h1><p class="alert" role="alert">${escapeHtml(message)}</p>
<p>The application sent you here with parameters that Twitch would refuse.</p>`
  )
}
