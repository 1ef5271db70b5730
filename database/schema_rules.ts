import { type SchemaRules } from '@adonisjs/lucid/types/schema_generator'

const column = (tsType: string) => ({ tsType, decorators: [{ name: '@column' }] })
const typed = (tsType: string, source: string) => ({
  ...column(tsType),
  imports: [{ source, typeImports: [tsType] }],
})

const role = typed('CampaignRole', '#campaigns/campaign_role')

export default {
  types: {
    jsonb: column('Record<string, unknown>'),
    bigint: column('number'),
    numeric: column('number'),
    ARRAY: column('string[]'),
  },
  tables: {
    campaigns: { columns: { visibility: typed('Visibility', '#campaigns/campaign_role') } },
    campaign_members: { columns: { role } },
    invitations: { columns: { role } },
  },
} satisfies SchemaRules
