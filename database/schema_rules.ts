import { type SchemaRules } from '@adonisjs/lucid/types/schema_generator'

const json = { tsType: 'Record<string, unknown>', decorators: [{ name: '@column' }] }
const number = { tsType: 'number', decorators: [{ name: '@column' }] }

export default {
  types: {
    jsonb: json,
    bigint: number,
    numeric: number,
    _text: { tsType: 'string[]', decorators: [{ name: '@column' }] },
  },
} satisfies SchemaRules
