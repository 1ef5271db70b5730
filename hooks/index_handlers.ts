import { hooks } from '@adonisjs/core/app'

/**
 * Generates "#generated/triggers" and "#generated/actions". Dropping a file in
 * either folder is all it takes to add a handler.
 */
export default hooks.init((_parent, _hooks, indexGenerator) => {
  for (const kind of ['trigger', 'action']) {
    indexGenerator.add(`${kind}s`, {
      source: `app/gamification/${kind}s`,
      glob: [`**/*_${kind}.ts`],
      importAlias: `#${kind}s`,
      as: 'barrelFile',
      exportName: `${kind}s`,
      removeSuffix: kind,
      output: `.adonisjs/server/${kind}s.ts`,
    })
  }
})
