import '#foundry/bridge_routes'
import router from '@adonisjs/core/services/router'
import limiter from '@adonisjs/limiter/services/main'
import { controllers } from '#generated/controllers'
import { middleware, web } from '#start/kernel'

const { ApiDocs, Approval, Choices, FoundryPage, ModuleFiles } = controllers.foundry

/** Codes are short: nobody may try many. */
const throttleCodes = limiter.define('foundry_codes', (ctx) =>
  limiter
    .allowRequests(20)
    .every('1 minute')
    .usingKey(ctx.auth.user?.id ?? ctx.request.ip())
)

router
  .group(() => {
    router.get('foundry/pair', [Approval, 'show']).as('foundry.pair')
    router.post('foundry/pair/approve', [Approval, 'approve']).as('foundry.pair.approve')
    router.post('foundry/pair/deny', [Approval, 'deny']).as('foundry.pair.deny')
  })
  .use([...web, middleware.auth(), throttleCodes])
  .allow('signed_in')

router
  .group(() => {
    router.get('/', [FoundryPage, 'show']).as('foundry.show')
    router.delete('/', [FoundryPage, 'disconnect']).as('foundry.disconnect')
    router.put('assignments', [FoundryPage, 'assign']).as('foundry.assign')
    router.put('settings', [FoundryPage, 'saveSettings']).as('foundry.settings')
    router.put('rules', [FoundryPage, 'saveRules']).as('foundry.rules')
    router.delete('browsers/:tokenId', [FoundryPage, 'revoke']).as('foundry.revoke')
    router.get('choices/:what', [Choices, 'show']).as('foundry.choices')
    router.post('choices/:what', [Choices, 'store']).as('foundry.choices.ask')
    router.post('commands/:commandId', [FoundryPage, 'decide']).as('foundry.decide')
  })
  .prefix('campaigns/:campaignId/foundry')
  .use([...web, middleware.auth()])
  .allow('gm')

/** Foundry's own server comes for these, without an account. */
router
  .group(() => {
    router.get('foundry/module.json', [ModuleFiles, 'manifest']).as('foundry.manifest')
    router.get('foundry/module.zip', [ModuleFiles, 'zip']).as('foundry.zip')
    router
      .get('foundry/:file', [ModuleFiles, 'version'])
      .where('file', /^crowdcrit-[\w.-]+\.zip$/)
      .as('foundry.version')
    router.get('docs/api.json', [ApiDocs, 'json']).as('docs.api.json')
    router.get('docs/api', [ApiDocs, 'show']).as('docs.api')
  })
  .allow('public')
