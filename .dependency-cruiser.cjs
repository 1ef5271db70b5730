/**
 * The order of the feature folders: one may import those on lines below its own, never above or beside.
 * Upward it goes through a registry, an injected port or a domain event.
 */
const LAYERS = [
  ['rehearsal', 'preflight'],
  ['dashboards', 'demo'],
  ['overlays'],
  ['packs'],
  ['gamification'],
  ['polls'],
  ['rewards'],
  ['redemptions'],
  ['foundry', 'channels'],
  ['campaigns'],
  ['accounts'],
  ['twitch'],
  ['core'],
]

const folders = (names) => `^app/(${names.join('|')})/`

const layerRules = LAYERS.flatMap((layer, index) => {
  const above = LAYERS.slice(0, index).flat()
  return layer.map((name) => ({
    name: `${name}-imports-only-below`,
    comment: `app/${name} may import what is on lines below it only (docs/architecture.md).`,
    severity: 'error',
    from: { path: folders([name]) },
    to: { path: folders([...above, ...layer.filter((other) => other !== name)]) },
  }))
}).filter(({ to }) => to.path !== folders([]))

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'no-cycle-between-folders',
      comment: 'Two feature folders that need each other are one, or lack a port.',
      severity: 'error',
      from: { path: '^app/([^/]+)/' },
      to: { circular: true, pathNot: '^app/$1/' },
    },
    {
      name: 'app-folder-is-known',
      comment: 'A new feature folder gets its line in LAYERS first.',
      severity: 'error',
      from: {},
      to: { path: '^app/', pathNot: folders(LAYERS.flat()) },
    },
    {
      name: 'app-without-simulators',
      comment: 'Simulators are development tools, never loaded by the product.',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^(simulators|tests|bench|bin/lib)/' },
    },
    {
      name: 'only-twitch-knows-twitch',
      comment: 'What Twitch looks like is known to app/twitch alone.',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/twitch/' },
      to: { path: 'node_modules/@twurple/' },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere is an error of spelling or of package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^#generated/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: '.dependency-cruiser.resolve.cjs' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
