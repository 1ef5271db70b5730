const aligned = (rows) => {
  const width = Math.max(...rows.map(([label]) => label.length))
  return rows.map(([label, text]) => `    ${label.padEnd(width)}   ${text}`)
}

/** What is printed once the app is up: where it is, what is stood in for, what to try. */
export function welcome({ settings, embedded, demo, links }) {
  const lines = ['', `  Crowdcrit is up: ${settings.url}`, '']
  const stead = [
    ['Database', embedded ? 'embedded PostgreSQL (DATABASE_URL for your own)' : 'DATABASE_URL'],
    ['Redis', settings.REDIS_URL ? 'REDIS_URL' : 'none, one process (REDIS_URL to have several)'],
    [
      'Twitch',
      demo ? 'simulated (TWITCH_CLIENT_ID and TWITCH_CLIENT_SECRET for the real one)' : 'real',
    ],
    [
      'Foundry',
      demo
        ? 'simulated tabletop, or your own Foundry with the module'
        : 'your own, with the module',
    ],
  ]
  lines.push(...aligned(stead))

  if (demo) {
    lines.push('', '  Try it (a demo: anyone on this machine may sign in as anyone):')
    lines.push(...aligned([...links.map(({ label, url }) => [label, url]), ...standIns(demo)]))
  }
  lines.push('', '  Logs are in .data/logs. Ctrl-C stops everything.', '')
  return lines.join('\n')
}

const standIns = (demo) => [
  ['Twitch, played by you', demo.SIMULATOR_URL],
  ['Foundry table, played by you', demo.TABLETOP_URL],
]
