import { CodeGen } from '@adonisjs/assembler'
import rcFile from '../adonisrc.js'

/** What `node ace test` writes into `.adonisjs` before it runs anything: the indexes of controllers, pages and the like. */
await new CodeGen(new URL('../', import.meta.url), { hooks: rcFile.hooks }).run()
