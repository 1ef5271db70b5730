const path = require('node:path')
const { imports } = require('./package.json')

/**
 * The "#folder/*" aliases of package.json as dependency-cruiser understands them: they name the compiled
 * .js files, where the sources are .ts. In webpack's form, since that is the only one it takes.
 */
const folderOf = (target) => path.join(__dirname, target.replace(/\/\*(\.js)?$/, ''))

module.exports = {
  resolve: {
    alias: Object.fromEntries(
      Object.entries(imports).map(([name, target]) => [name.replace(/\/\*$/, ''), folderOf(target)])
    ),
    extensions: ['.ts', '.js', '.mjs', '.json'],
    extensionAlias: { '.js': ['.ts', '.js'] },
  },
}
