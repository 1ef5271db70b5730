/* eslint-disable prettier/prettier */
/// <reference path="../manifest.d.ts" />

import type { ExtractBody, ExtractErrorResponse, ExtractQuery, ExtractQueryForGet, ExtractResponse } from '@tuyau/core/types'
import type { InferInput, SimpleError } from '@vinejs/vine/types'

export type ParamValue = string | number | bigint | boolean

export interface Registry {
  'health.live': {
    methods: ["GET","HEAD"]
    pattern: '/health/live'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/core/health_controller').default['live']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/core/health_controller').default['live']>>>
    }
  }
  'health.show': {
    methods: ["GET","HEAD"]
    pattern: '/health'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/core/health_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/core/health_controller').default['show']>>>
    }
  }
  'home': {
    methods: ["GET","HEAD"]
    pattern: '/'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: unknown
      errorResponse: unknown
    }
  }
  'session.create': {
    methods: ["GET","HEAD"]
    pattern: '/sign-in'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/accounts/session_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/accounts/session_controller').default['create']>>>
    }
  }
  'session.redirect': {
    methods: ["GET","HEAD"]
    pattern: '/auth/twitch/redirect'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/accounts/session_controller').default['redirect']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/accounts/session_controller').default['redirect']>>>
    }
  }
  'session.callback': {
    methods: ["GET","HEAD"]
    pattern: '/auth/twitch/callback'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/accounts/session_controller').default['callback']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/accounts/session_controller').default['callback']>>>
    }
  }
  'demo.sign_in': {
    methods: ["GET","HEAD"]
    pattern: '/demo/sign-in/:login'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { login: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/accounts/demo_controller').default['signIn']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/accounts/demo_controller').default['signIn']>>>
    }
  }
  'session.destroy': {
    methods: ["POST"]
    pattern: '/sign-out'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/accounts/session_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/accounts/session_controller').default['destroy']>>>
    }
  }
  'account.show': {
    methods: ["GET","HEAD"]
    pattern: '/account'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/accounts/account_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/accounts/account_controller').default['show']>>>
    }
  }
  'account.destroy': {
    methods: ["DELETE"]
    pattern: '/account'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/accounts/account_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/accounts/account_controller').default['destroy']>>>
    }
  }
  'access.edit': {
    methods: ["GET","HEAD"]
    pattern: '/admin/access'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/accounts/access_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/accounts/access_controller').default['edit']>>>
    }
  }
  'access.update': {
    methods: ["PUT"]
    pattern: '/admin/access'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/accounts/access_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/accounts/access_controller').default['update']>>>
    }
  }
  'invitations.show': {
    methods: ["GET","HEAD"]
    pattern: '/invitations/:token'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/invitations_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/invitations_controller').default['show']>>>
    }
  }
  'campaigns.index': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['index']>>>
    }
  }
  'campaigns.create': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/new'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['create']>>>
    }
  }
  'campaigns.store': {
    methods: ["POST"]
    pattern: '/campaigns'
    types: {
      body: ExtractBody<InferInput<(typeof import('#campaigns/campaign_validator').campaignValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#campaigns/campaign_validator').campaignValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'invitations.accept': {
    methods: ["POST"]
    pattern: '/invitations/:token/accept'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/invitations_controller').default['accept']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/invitations_controller').default['accept']>>>
    }
  }
  'invitations.decline': {
    methods: ["POST"]
    pattern: '/invitations/:token/decline'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { token: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/invitations_controller').default['decline']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/invitations_controller').default['decline']>>>
    }
  }
  'members.index': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/members'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/members_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/members_controller').default['index']>>>
    }
  }
  'members.destroy': {
    methods: ["DELETE"]
    pattern: '/campaigns/:campaignId/members/:memberId'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; memberId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/members_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/members_controller').default['destroy']>>>
    }
  }
  'campaigns.edit': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/settings'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['edit']>>>
    }
  }
  'campaigns.update': {
    methods: ["PUT"]
    pattern: '/campaigns/:campaignId'
    types: {
      body: ExtractBody<InferInput<(typeof import('#campaigns/campaign_validator').campaignValidator)>>
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#campaigns/campaign_validator').campaignValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'invitations.store': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/invitations'
    types: {
      body: ExtractBody<InferInput<(typeof import('#campaigns/campaign_validator').invitationValidator)>>
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#campaigns/campaign_validator').invitationValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/invitations_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/invitations_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'invitations.destroy': {
    methods: ["DELETE"]
    pattern: '/campaigns/:campaignId/invitations/:invitationId'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; invitationId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/invitations_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/invitations_controller').default['destroy']>>>
    }
  }
  'campaigns.archive': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/archive'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['archive']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['archive']>>>
    }
  }
  'campaigns.restore': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/restore'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['restore']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/campaigns_controller').default['restore']>>>
    }
  }
  'features.store': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/features/:feature'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; feature: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/channels/features/features_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/channels/features/features_controller').default['store']>>>
    }
  }
  'features.destroy': {
    methods: ["DELETE"]
    pattern: '/streamers/:streamerId/features/:feature'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; feature: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/channels/features/features_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/channels/features/features_controller').default['destroy']>>>
    }
  }
  'foundry.bridge.about': {
    methods: ["GET","HEAD"]
    pattern: '/api/foundry/v1/about'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/about_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/about_controller').default['show']>>>
    }
  }
  'foundry.bridge.pair_start': {
    methods: ["POST"]
    pattern: '/api/foundry/v1/pair/start'
    types: {
      body: ExtractBody<InferInput<(typeof import('#foundry/validators/pair_validators').pairStartValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#foundry/validators/pair_validators').pairStartValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/pairing_controller').default['start']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/pairing_controller').default['start']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.bridge.pair_poll': {
    methods: ["POST"]
    pattern: '/api/foundry/v1/pair/poll'
    types: {
      body: ExtractBody<InferInput<(typeof import('#foundry/validators/pair_validators').pairPollValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#foundry/validators/pair_validators').pairPollValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/pairing_controller').default['poll']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/pairing_controller').default['poll']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.bridge.hello': {
    methods: ["POST"]
    pattern: '/api/foundry/v1/hello'
    types: {
      body: ExtractBody<InferInput<(typeof import('#foundry/validators/session_validators').helloValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#foundry/validators/session_validators').helloValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_session_controller').default['hello']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_session_controller').default['hello']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.bridge.heartbeat': {
    methods: ["POST"]
    pattern: '/api/foundry/v1/heartbeat'
    types: {
      body: ExtractBody<InferInput<(typeof import('#foundry/validators/session_validators').heartbeatValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#foundry/validators/session_validators').heartbeatValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_session_controller').default['heartbeat']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_session_controller').default['heartbeat']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.bridge.stream': {
    methods: ["GET","HEAD"]
    pattern: '/api/foundry/v1/stream'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: ExtractQueryForGet<InferInput<(typeof import('#foundry/validators/session_validators').streamValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_session_controller').default['stream']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_session_controller').default['stream']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.bridge.commands': {
    methods: ["GET","HEAD"]
    pattern: '/api/foundry/v1/commands'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: ExtractQueryForGet<InferInput<(typeof import('#foundry/validators/command_validators').pullValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_commands_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_commands_controller').default['index']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.bridge.result': {
    methods: ["POST"]
    pattern: '/api/foundry/v1/commands/:id/result'
    types: {
      body: ExtractBody<InferInput<(typeof import('#foundry/validators/command_validators').resultValidator)>>
      paramsTuple: [ParamValue]
      params: { id: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#foundry/validators/command_validators').resultValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_commands_controller').default['result']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_commands_controller').default['result']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.bridge.events': {
    methods: ["POST"]
    pattern: '/api/foundry/v1/events'
    types: {
      body: ExtractBody<InferInput<(typeof import('#foundry/validators/event_validators').eventsValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#foundry/validators/event_validators').eventsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_events_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_events_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.bridge.rotate': {
    methods: ["POST"]
    pattern: '/api/foundry/v1/token/rotate'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_tokens_controller').default['rotate']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_tokens_controller').default['rotate']>>>
    }
  }
  'foundry.bridge.unpair': {
    methods: ["POST"]
    pattern: '/api/foundry/v1/unpair'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_tokens_controller').default['unpair']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/bridge_tokens_controller').default['unpair']>>>
    }
  }
  'foundry.bridge.root': {
    methods: ["HEAD","OPTIONS","GET","POST","PUT","PATCH","DELETE"]
    pattern: '/api/foundry/v1'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: unknown
      errorResponse: unknown
    }
  }
  'foundry.bridge.unknown': {
    methods: ["HEAD","OPTIONS","GET","POST","PUT","PATCH","DELETE"]
    pattern: '/api/foundry/v1/*'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { '*': ParamValue[] }
      query: {}
      response: unknown
      errorResponse: unknown
    }
  }
  'foundry.pair': {
    methods: ["GET","HEAD"]
    pattern: '/foundry/pair'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: ExtractQueryForGet<InferInput<(typeof import('#foundry/validators/pair_validators').userCodeValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/approval_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/approval_controller').default['show']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.pair.approve': {
    methods: ["POST"]
    pattern: '/foundry/pair/approve'
    types: {
      body: ExtractBody<InferInput<(typeof import('#foundry/validators/pair_validators').approvalValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#foundry/validators/pair_validators').approvalValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/approval_controller').default['approve']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/approval_controller').default['approve']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.pair.deny': {
    methods: ["POST"]
    pattern: '/foundry/pair/deny'
    types: {
      body: ExtractBody<InferInput<(typeof import('#foundry/validators/pair_validators').denialValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#foundry/validators/pair_validators').denialValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/approval_controller').default['deny']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/approval_controller').default['deny']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.show': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/foundry'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['show']>>>
    }
  }
  'foundry.disconnect': {
    methods: ["DELETE"]
    pattern: '/campaigns/:campaignId/foundry'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['disconnect']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['disconnect']>>>
    }
  }
  'foundry.assign': {
    methods: ["PUT"]
    pattern: '/campaigns/:campaignId/foundry/assignments'
    types: {
      body: ExtractBody<InferInput<(typeof import('#foundry/validators/page_validators').assignmentValidator)>>
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#foundry/validators/page_validators').assignmentValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['assign']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['assign']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.settings': {
    methods: ["PUT"]
    pattern: '/campaigns/:campaignId/foundry/settings'
    types: {
      body: ExtractBody<InferInput<(typeof import('#foundry/validators/page_validators').tableSettingsValidator)>>
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#foundry/validators/page_validators').tableSettingsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['saveSettings']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['saveSettings']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.rules': {
    methods: ["PUT"]
    pattern: '/campaigns/:campaignId/foundry/rules'
    types: {
      body: ExtractBody<InferInput<(typeof import('#foundry/validators/page_validators').rollRulesValidator)>>
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#foundry/validators/page_validators').rollRulesValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['saveRules']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['saveRules']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.revoke': {
    methods: ["DELETE"]
    pattern: '/campaigns/:campaignId/foundry/browsers/:tokenId'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; tokenId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['revoke']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['revoke']>>>
    }
  }
  'foundry.choices': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/foundry/choices/:what'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; what: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/choices_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/choices_controller').default['show']>>>
    }
  }
  'foundry.choices.ask': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/foundry/choices/:what'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; what: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/choices_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/choices_controller').default['store']>>>
    }
  }
  'foundry.decide': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/foundry/commands/:commandId'
    types: {
      body: ExtractBody<InferInput<(typeof import('#foundry/validators/page_validators').commandDecisionValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; commandId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#foundry/validators/page_validators').commandDecisionValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['decide']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/foundry_page_controller').default['decide']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'foundry.manifest': {
    methods: ["GET","HEAD"]
    pattern: '/foundry/module.json'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/module_files_controller').default['manifest']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/module_files_controller').default['manifest']>>>
    }
  }
  'foundry.zip': {
    methods: ["GET","HEAD"]
    pattern: '/foundry/module.zip'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/module_files_controller').default['zip']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/module_files_controller').default['zip']>>>
    }
  }
  'foundry.version': {
    methods: ["GET","HEAD"]
    pattern: '/foundry/:file'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { file: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/module_files_controller').default['version']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/module_files_controller').default['version']>>>
    }
  }
  'docs.api.json': {
    methods: ["GET","HEAD"]
    pattern: '/docs/api.json'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/api_docs_controller').default['json']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/api_docs_controller').default['json']>>>
    }
  }
  'docs.api': {
    methods: ["GET","HEAD"]
    pattern: '/docs/api'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/foundry/controllers/api_docs_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/foundry/controllers/api_docs_controller').default['show']>>>
    }
  }
  'polls.index': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/polls'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/polls/polls_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/polls/polls_controller').default['index']>>>
    }
  }
  'polls.store': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/polls'
    types: {
      body: ExtractBody<InferInput<(typeof import('#polls/poll_validator').pollValidator)>>
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#polls/poll_validator').pollValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/polls/polls_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/polls/polls_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'polls.end': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/polls/:pollId/end'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; pollId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/polls/polls_controller').default['end']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/polls/polls_controller').default['end']>>>
    }
  }
  'polls.cancel': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/polls/:pollId/cancel'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; pollId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/polls/polls_controller').default['cancel']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/polls/polls_controller').default['cancel']>>>
    }
  }
  'polls.stream': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/polls/stream'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/polls/polls_controller').default['stream']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/polls/polls_controller').default['stream']>>>
    }
  }
  'rewards.list': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/rewards/list'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/rewards/rewards_controller').default['list']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/rewards/rewards_controller').default['list']>>>
    }
  }
  'rewards.retry': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/rewards/:rewardId/retry'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; rewardId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/rewards/rewards_controller').default['retry']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/rewards/rewards_controller').default['retry']>>>
    }
  }
  'rewards.renew': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/rewards/:rewardId/renew'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; rewardId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/rewards/rewards_controller').default['renew']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/rewards/rewards_controller').default['renew']>>>
    }
  }
  'events.index': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/events'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['index']>>>
    }
  }
  'events.offer': {
    methods: ["PUT"]
    pattern: '/campaigns/:campaignId/events/:eventId/offer'
    types: {
      body: ExtractBody<InferInput<(typeof import('#gamification/events/event_validator').offerValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; eventId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#gamification/events/event_validator').offerValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/events/offers_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/events/offers_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'events.tune_offer': {
    methods: ["PUT"]
    pattern: '/campaigns/:campaignId/events/:eventId/offer/tuning'
    types: {
      body: ExtractBody<InferInput<(typeof import('#gamification/events/tuning').streamerTuningValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; eventId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#gamification/events/tuning').streamerTuningValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/events/tunings_controller').default['ofStreamer']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/events/tunings_controller').default['ofStreamer']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'campaigns.import': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/import'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/portable/portable_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/portable/portable_controller').default['create']>>>
    }
  }
  'campaigns.store_import': {
    methods: ["POST"]
    pattern: '/campaigns/import'
    types: {
      body: ExtractBody<InferInput<(typeof import('#gamification/portable/campaign_file').importValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#gamification/portable/campaign_file').importValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/portable/portable_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/portable/portable_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'campaigns.export': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/export.json'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/portable/portable_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/portable/portable_controller').default['show']>>>
    }
  }
  'events.import': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/events/import'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/portable/portable_controller').default['createEvents']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/portable/portable_controller').default['createEvents']>>>
    }
  }
  'events.store_import': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/events/import'
    types: {
      body: ExtractBody<InferInput<(typeof import('#gamification/portable/campaign_file').importValidator)>>
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#gamification/portable/campaign_file').importValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/portable/portable_controller').default['storeEvents']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/portable/portable_controller').default['storeEvents']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'events.duplicate': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/events/:eventId/duplicate'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; eventId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/portable/portable_controller').default['duplicate']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/portable/portable_controller').default['duplicate']>>>
    }
  }
  'events.create': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/events/new'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['create']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['create']>>>
    }
  }
  'events.store': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/events'
    types: {
      body: ExtractBody<InferInput<(typeof import('#gamification/events/event_validator').eventValidator)>>
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#gamification/events/event_validator').eventValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'events.edit': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/events/:eventId'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; eventId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['edit']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['edit']>>>
    }
  }
  'events.update': {
    methods: ["PUT"]
    pattern: '/campaigns/:campaignId/events/:eventId'
    types: {
      body: ExtractBody<InferInput<(typeof import('#gamification/events/event_validator').eventValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; eventId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#gamification/events/event_validator').eventValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'events.tune': {
    methods: ["PUT"]
    pattern: '/campaigns/:campaignId/events/:eventId/tuning'
    types: {
      body: ExtractBody<InferInput<(typeof import('#gamification/events/tuning').campaignTuningValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; eventId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#gamification/events/tuning').campaignTuningValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/events/tunings_controller').default['ofCampaign']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/events/tunings_controller').default['ofCampaign']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'events.switch': {
    methods: ["PUT"]
    pattern: '/campaigns/:campaignId/events/:eventId/switch'
    types: {
      body: ExtractBody<InferInput<(typeof import('#gamification/events/event_validator').switchValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; eventId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#gamification/events/event_validator').switchValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['switch']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['switch']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'events.archive': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/events/:eventId/archive'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; eventId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['archive']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['archive']>>>
    }
  }
  'events.restore': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/events/:eventId/restore'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; eventId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['restore']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/events/events_controller').default['restore']>>>
    }
  }
  'events.reset_cooldown': {
    methods: ["DELETE"]
    pattern: '/campaigns/:campaignId/events/:eventId/cooldowns/:streamerId?'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; eventId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/control/campaign_controls_controller').default['resetCooldown']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/control/campaign_controls_controller').default['resetCooldown']>>>
    }
  }
  'safety.show': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/safety'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/safety/safety_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/safety/safety_controller').default['show']>>>
    }
  }
  'safety.update': {
    methods: ["PUT"]
    pattern: '/campaigns/:campaignId/safety'
    types: {
      body: ExtractBody<InferInput<(typeof import('#gamification/safety/safety_validator').safetyValidator)>>
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#gamification/safety/safety_validator').safetyValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/safety/safety_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/safety/safety_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'trials.show': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/trials'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/trials/trials_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/trials/trials_controller').default['show']>>>
    }
  }
  'trials.store': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/trials'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/trials/trials_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/trials/trials_controller').default['store']>>>
    }
  }
  'instances.cancel': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/instances/:instanceId/cancel'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; instanceId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['cancel']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['cancel']>>>
    }
  }
  'instances.complete': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/instances/:instanceId/complete'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; instanceId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['complete']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['complete']>>>
    }
  }
  'instances.trigger': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/instances/:instanceId/trigger'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; instanceId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['trigger']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['trigger']>>>
    }
  }
  'instances.approve': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/instances/:instanceId/approve'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; instanceId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['approve']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['approve']>>>
    }
  }
  'instances.reject': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/instances/:instanceId/reject'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; instanceId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['reject']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['reject']>>>
    }
  }
  'instances.confirm': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/instances/:instanceId/confirm'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; instanceId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['confirm']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['confirm']>>>
    }
  }
  'instances.dismiss': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/instances/:instanceId/dismiss'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; instanceId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['dismiss']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/control/instances_controller').default['dismiss']>>>
    }
  }
  'campaigns.break': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/break'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/control/campaign_controls_controller').default['takeBreak']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/control/campaign_controls_controller').default['takeBreak']>>>
    }
  }
  'campaigns.resume': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/resume'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/control/campaign_controls_controller').default['resume']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/control/campaign_controls_controller').default['resume']>>>
    }
  }
  'campaigns.panic': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/panic'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/gamification/control/campaign_controls_controller').default['panic']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/gamification/control/campaign_controls_controller').default['panic']>>>
    }
  }
  'pictures.show': {
    methods: ["GET","HEAD"]
    pattern: '/pictures/:pictureId/:file'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { pictureId: ParamValue; file: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/pictures/pictures_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/pictures/pictures_controller').default['show']>>>
    }
  }
  'pictures.store': {
    methods: ["POST"]
    pattern: '/pictures'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/pictures/pictures_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/pictures/pictures_controller').default['store']>>>
    }
  }
  'card_sets.index': {
    methods: ["GET","HEAD"]
    pattern: '/card-sets'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/card_sets_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/card_sets_controller').default['index']>>>
    }
  }
  'card_sets.store': {
    methods: ["POST"]
    pattern: '/card-sets'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').newSetValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').newSetValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/card_sets_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/card_sets_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'card_sets.show': {
    methods: ["GET","HEAD"]
    pattern: '/card-sets/:setId'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/card_sets_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/card_sets_controller').default['show']>>>
    }
  }
  'card_sets.update': {
    methods: ["PUT"]
    pattern: '/card-sets/:setId'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').detailsValidator)>>
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').detailsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/card_sets_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/card_sets_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'card_sets.rarities': {
    methods: ["PUT"]
    pattern: '/card-sets/:setId/rarities'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').raritiesValidator)>>
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').raritiesValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/card_sets_controller').default['rarities']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/card_sets_controller').default['rarities']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'card_sets.pack': {
    methods: ["PUT"]
    pattern: '/card-sets/:setId/pack'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').packValidator)>>
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').packValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/card_sets_controller').default['pack']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/card_sets_controller').default['pack']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'cards.store': {
    methods: ["POST"]
    pattern: '/card-sets/:setId/cards'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').cardsValidator)>>
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').cardsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/cards_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/cards_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'cards.order': {
    methods: ["PUT"]
    pattern: '/card-sets/:setId/cards/order'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').orderValidator)>>
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').orderValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/cards_controller').default['order']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/cards_controller').default['order']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'cards.update': {
    methods: ["PUT"]
    pattern: '/card-sets/:setId/cards/:cardId'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').cardValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { setId: ParamValue; cardId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').cardValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/cards_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/cards_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'cards.retire': {
    methods: ["POST"]
    pattern: '/card-sets/:setId/cards/:cardId/retire'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').seenValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { setId: ParamValue; cardId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').seenValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/cards_controller').default['retire']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/cards_controller').default['retire']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'cards.restore': {
    methods: ["POST"]
    pattern: '/card-sets/:setId/cards/:cardId/restore'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').seenValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { setId: ParamValue; cardId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').seenValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/cards_controller').default['restore']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/cards_controller').default['restore']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'cards.destroy': {
    methods: ["DELETE"]
    pattern: '/card-sets/:setId/cards/:cardId'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').seenValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { setId: ParamValue; cardId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').seenValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/cards_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/cards_controller').default['destroy']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'card_sets.publish': {
    methods: ["POST"]
    pattern: '/card-sets/:setId/publish'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').seenValidator)>>
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').seenValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/set_life_controller').default['publish']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/set_life_controller').default['publish']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'card_sets.lend': {
    methods: ["PUT"]
    pattern: '/card-sets/:setId/campaign'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').lendValidator)>>
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').lendValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/set_life_controller').default['lend']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/set_life_controller').default['lend']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'card_sets.duplicate': {
    methods: ["POST"]
    pattern: '/card-sets/:setId/duplicate'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/set_life_controller').default['duplicate']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/set_life_controller').default['duplicate']>>>
    }
  }
  'card_sets.archive': {
    methods: ["POST"]
    pattern: '/card-sets/:setId/archive'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/set_life_controller').default['archive']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/set_life_controller').default['archive']>>>
    }
  }
  'card_sets.restore': {
    methods: ["POST"]
    pattern: '/card-sets/:setId/restore'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/set_life_controller').default['restore']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/set_life_controller').default['restore']>>>
    }
  }
  'card_sets.destroy': {
    methods: ["DELETE"]
    pattern: '/card-sets/:setId'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/sets/set_life_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/sets/set_life_controller').default['destroy']>>>
    }
  }
  'imports.check': {
    methods: ["POST"]
    pattern: '/card-sets/:setId/imports/check'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/imports/imports_controller').default['check']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/imports/imports_controller').default['check']>>>
    }
  }
  'imports.store': {
    methods: ["POST"]
    pattern: '/card-sets/:setId/imports'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/sets/set_validators').seenValidator)>>
      paramsTuple: [ParamValue]
      params: { setId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/sets/set_validators').seenValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/imports/imports_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/imports/imports_controller').default['store']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'packs.show': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/packs'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['show']>>>
    }
  }
  'packs.stream': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/packs/stream'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['stream']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['stream']>>>
    }
  }
  'packs.update': {
    methods: ["PUT"]
    pattern: '/streamers/:streamerId/packs'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/queue/queue_validator').queueValidator)>>
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/queue/queue_validator').queueValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'packs.offer': {
    methods: ["PUT"]
    pattern: '/streamers/:streamerId/packs/offers/:setId'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/offers/offer_validator').offerValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; setId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/offers/offer_validator').offerValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['offer']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['offer']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'packs.dust': {
    methods: ["PUT"]
    pattern: '/streamers/:streamerId/packs/dust/:setId'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/collections/collection_validators').dustRatesValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; setId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/collections/collection_validators').dustRatesValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['dust']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['dust']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'packs.pause': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/packs/pause'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['pause']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['pause']>>>
    }
  }
  'packs.resume': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/packs/resume'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['resume']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['resume']>>>
    }
  }
  'packs.change_seed': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/packs/seed'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['changeSeed']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['changeSeed']>>>
    }
  }
  'packs.skip': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/packs/showings/:showingId/skip'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; showingId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['skip']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['skip']>>>
    }
  }
  'packs.replay': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/packs/openings/:openingId/replay'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; openingId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['replay']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['replay']>>>
    }
  }
  'packs.move': {
    methods: ["PUT"]
    pattern: '/streamers/:streamerId/packs/openings/:openingId/place'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/queue/queue_validator').moveValidator)>>
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; openingId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/queue/queue_validator').moveValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['move']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['move']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'packs.refund': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/packs/openings/:openingId/refund'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; openingId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['refund']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/queue/packs_controller').default['refund']>>>
    }
  }
  'boons.approve': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/boons/:boonId/approve'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; boonId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/boons/boons_controller').default['approve']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/boons/boons_controller').default['approve']>>>
    }
  }
  'boons.reject': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/boons/:boonId/reject'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; boonId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/boons/boons_controller').default['reject']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/boons/boons_controller').default['reject']>>>
    }
  }
  'collections.dust': {
    methods: ["POST"]
    pattern: '/packs/:channel/dust'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/collections/collection_validators').dustValidator)>>
      paramsTuple: [ParamValue]
      params: { channel: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/collections/collection_validators').dustValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/collections/spend_controller').default['dust']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/collections/spend_controller').default['dust']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'collections.craft': {
    methods: ["POST"]
    pattern: '/packs/:channel/cards'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/collections/collection_validators').craftValidator)>>
      paramsTuple: [ParamValue]
      params: { channel: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/collections/collection_validators').craftValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/collections/spend_controller').default['craft']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/collections/spend_controller').default['craft']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'collections.boon': {
    methods: ["POST"]
    pattern: '/packs/:channel/boons'
    types: {
      body: ExtractBody<InferInput<(typeof import('#packs/collections/collection_validators').spendValidator)>>
      paramsTuple: [ParamValue]
      params: { channel: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#packs/collections/collection_validators').spendValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/collections/spend_controller').default['boon']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/collections/spend_controller').default['boon']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'collections.index': {
    methods: ["GET","HEAD"]
    pattern: '/packs/:channel/viewers'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { channel: ParamValue }
      query: ExtractQueryForGet<InferInput<(typeof import('#packs/collections/collection_validators').collectionValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/collections/collections_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/collections/collections_controller').default['index']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'collections.show': {
    methods: ["GET","HEAD"]
    pattern: '/packs/:channel/viewers/:login'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { channel: ParamValue; login: ParamValue }
      query: ExtractQueryForGet<InferInput<(typeof import('#packs/collections/collection_validators').collectionValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/collections/collections_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/collections/collections_controller').default['show']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'collections.share': {
    methods: ["GET","HEAD"]
    pattern: '/packs/:channel/viewers/:login/share.png'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { channel: ParamValue; login: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/collections/collections_controller').default['share']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/collections/collections_controller').default['share']>>>
    }
  }
  'packs.api.sets': {
    methods: ["GET","HEAD"]
    pattern: '/api/packs/v1/channels/:channel/sets'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { channel: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/public/public_sets_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/public/public_sets_controller').default['index']>>>
    }
  }
  'packs.api.set': {
    methods: ["GET","HEAD"]
    pattern: '/api/packs/v1/channels/:channel/sets/:setId'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { channel: ParamValue; setId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/public/public_sets_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/public/public_sets_controller').default['show']>>>
    }
  }
  'packs.api.observed': {
    methods: ["GET","HEAD"]
    pattern: '/api/packs/v1/channels/:channel/sets/:setId/observed'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { channel: ParamValue; setId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/public/public_sets_controller').default['observed']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/public/public_sets_controller').default['observed']>>>
    }
  }
  'packs.api.seeds': {
    methods: ["GET","HEAD"]
    pattern: '/api/packs/v1/channels/:channel/seeds'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { channel: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/public/public_seeds_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/public/public_seeds_controller').default['index']>>>
    }
  }
  'packs.api.seed': {
    methods: ["GET","HEAD"]
    pattern: '/api/packs/v1/channels/:channel/seeds/:sha256'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { channel: ParamValue; sha256: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/public/public_seeds_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/public/public_seeds_controller').default['show']>>>
    }
  }
  'packs.api.collection': {
    methods: ["GET","HEAD"]
    pattern: '/api/packs/v1/channels/:channel/viewers/:login'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { channel: ParamValue; login: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/public/public_collections_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/public/public_collections_controller').default['show']>>>
    }
  }
  'packs.api.edition': {
    methods: ["GET","HEAD"]
    pattern: '/api/packs/v1/editions/:sha256'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { sha256: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/public/public_sets_controller').default['edition']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/public/public_sets_controller').default['edition']>>>
    }
  }
  'packs.api.unknown': {
    methods: ["GET","HEAD"]
    pattern: '/api/packs/v1/*'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { '*': ParamValue[] }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/public/public_sets_controller').default['unknown']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/public/public_sets_controller').default['unknown']>>>
    }
  }
  'packs.public.channel': {
    methods: ["GET","HEAD"]
    pattern: '/packs/:channel'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { channel: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/public/public_pages_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/public/public_pages_controller').default['index']>>>
    }
  }
  'packs.public.odds': {
    methods: ["GET","HEAD"]
    pattern: '/packs/:channel/sets/:setId'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { channel: ParamValue; setId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/public/public_pages_controller').default['odds']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/public/public_pages_controller').default['odds']>>>
    }
  }
  'packs.public.check': {
    methods: ["GET","HEAD"]
    pattern: '/packs/:channel/seeds/:sha256'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { channel: ParamValue; sha256: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/packs/public/public_pages_controller').default['check']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/packs/public/public_pages_controller').default['check']>>>
    }
  }
  'overlay.page': {
    methods: ["GET","HEAD"]
    pattern: '/overlay'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/overlays/overlay_files_controller').default['page']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/overlays/overlay_files_controller').default['page']>>>
    }
  }
  'overlay.worker': {
    methods: ["GET","HEAD"]
    pattern: '/overlay-sw.js'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/overlays/overlay_files_controller').default['worker']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/overlays/overlay_files_controller').default['worker']>>>
    }
  }
  'overlay.snapshot': {
    methods: ["GET","HEAD"]
    pattern: '/overlay/snapshot'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/overlays/overlay_api_controller').default['snapshot']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/overlays/overlay_api_controller').default['snapshot']>>>
    }
  }
  'overlay.stream': {
    methods: ["GET","HEAD"]
    pattern: '/overlay/stream'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/overlays/overlay_api_controller').default['stream']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/overlays/overlay_api_controller').default['stream']>>>
    }
  }
  'overlay.pack_complete': {
    methods: ["POST"]
    pattern: '/overlay/packs/complete'
    types: {
      body: ExtractBody<InferInput<(typeof import('#overlays/overlay_validator').packCompleteValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#overlays/overlay_validator').packCompleteValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/overlays/overlay_api_controller').default['packComplete']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/overlays/overlay_api_controller').default['packComplete']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'overlay.shown': {
    methods: ["POST"]
    pattern: '/overlay/shown'
    types: {
      body: ExtractBody<InferInput<(typeof import('#overlays/overlay_validator').shownValidator)>>
      paramsTuple: []
      params: {}
      query: ExtractQuery<InferInput<(typeof import('#overlays/overlay_validator').shownValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/overlays/overlay_api_controller').default['shown']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/overlays/overlay_api_controller').default['shown']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'overlays.show': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/overlay'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/overlays/overlays_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/overlays/overlays_controller').default['show']>>>
    }
  }
  'overlays.update': {
    methods: ["PUT"]
    pattern: '/streamers/:streamerId/overlay'
    types: {
      body: ExtractBody<InferInput<(typeof import('#overlays/overlay_validator').settingsValidator)>>
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#overlays/overlay_validator').settingsValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/overlays/overlays_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/overlays/overlays_controller').default['update']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'overlays.test': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/overlay/test'
    types: {
      body: ExtractBody<InferInput<(typeof import('#overlays/overlay_validator').testValidator)>>
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: ExtractQuery<InferInput<(typeof import('#overlays/overlay_validator').testValidator)>>
      response: ExtractResponse<Awaited<ReturnType<import('#app/overlays/overlays_controller').default['test']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/overlays/overlays_controller').default['test']>>> | { status: 422; response: { errors: SimpleError[] } }
    }
  }
  'overlays.rotate': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/overlay/key'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/overlays/overlays_controller').default['rotate']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/overlays/overlays_controller').default['rotate']>>>
    }
  }
  'overlays.end_replaced': {
    methods: ["DELETE"]
    pattern: '/streamers/:streamerId/overlay/key/replaced'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/overlays/overlays_controller').default['endReplaced']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/overlays/overlays_controller').default['endReplaced']>>>
    }
  }
  'overlays.bootstrap': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/overlay/bootstrap'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/overlays/bootstrap_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/overlays/bootstrap_controller').default['show']>>>
    }
  }
  'campaigns.show': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/campaign_board_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/campaign_board_controller').default['show']>>>
    }
  }
  'campaigns.stream': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/stream'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/campaign_board_controller').default['stream']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/campaign_board_controller').default['stream']>>>
    }
  }
  'accounts.index': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/accounts'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/accounts/campaign_accounts_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/accounts/campaign_accounts_controller').default['index']>>>
    }
  }
  'accounts.export': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/accounts/export.csv'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/accounts/campaign_accounts_controller').default['export']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/accounts/campaign_accounts_controller').default['export']>>>
    }
  }
  'accounts.show': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/accounts/:redemptionId'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; redemptionId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/accounts/campaign_accounts_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/accounts/campaign_accounts_controller').default['show']>>>
    }
  }
  'streamers.reconcile': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/reconciliations'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/reconciliations_controller').default['own']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/reconciliations_controller').default['own']>>>
    }
  }
  'campaigns.reconcile': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/streamers/:streamerId/reconciliations'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/reconciliations_controller').default['ofCampaign']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/reconciliations_controller').default['ofCampaign']>>>
    }
  }
  'connection.of_campaign': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/streamers/:streamerId/connection'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { campaignId: ParamValue; streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/connection/connection_controller').default['ofCampaign']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/connection/connection_controller').default['ofCampaign']>>>
    }
  }
  'points.show': {
    methods: ["GET","HEAD"]
    pattern: '/points'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/viewers/own_points_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/viewers/own_points_controller').default['show']>>>
    }
  }
  'points.update': {
    methods: ["PUT"]
    pattern: '/points'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/viewers/own_points_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/viewers/own_points_controller').default['update']>>>
    }
  }
  'points.export': {
    methods: ["GET","HEAD"]
    pattern: '/points/data.json'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/viewers/own_data_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/viewers/own_data_controller').default['show']>>>
    }
  }
  'points.erase': {
    methods: ["DELETE"]
    pattern: '/points/data'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/viewers/own_data_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/viewers/own_data_controller').default['destroy']>>>
    }
  }
  'dashboard.show': {
    methods: ["GET","HEAD"]
    pattern: '/dashboard'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/streamer_board_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/streamer_board_controller').default['show']>>>
    }
  }
  'streamers.stream': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/stream'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/streamer_board_controller').default['stream']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/streamer_board_controller').default['stream']>>>
    }
  }
  'feed.index': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/events'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/feed/feed_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/feed/feed_controller').default['index']>>>
    }
  }
  'feed.lines': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/events/lines'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/feed/feed_controller').default['lines']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/feed/feed_controller').default['lines']>>>
    }
  }
  'feed.stream': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/events/stream'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/feed/feed_controller').default['stream']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/feed/feed_controller').default['stream']>>>
    }
  }
  'failures.index': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/events/failures'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/feed/failures_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/feed/failures_controller').default['index']>>>
    }
  }
  'failures.show': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/events/failures/:failureId'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; failureId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/feed/failures_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/feed/failures_controller').default['show']>>>
    }
  }
  'failures.replay': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/events/failures/:failureId/replay'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; failureId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/feed/failures_controller').default['replay']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/feed/failures_controller').default['replay']>>>
    }
  }
  'failures.destroy': {
    methods: ["DELETE"]
    pattern: '/streamers/:streamerId/events/failures/:failureId'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; failureId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/feed/failures_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/feed/failures_controller').default['destroy']>>>
    }
  }
  'feed.show': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/events/:eventId'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; eventId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/feed/feed_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/feed/feed_controller').default['show']>>>
    }
  }
  'connection.own': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/connection'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/connection/connection_controller').default['own']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/connection/connection_controller').default['own']>>>
    }
  }
  'connection.connect': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/connection'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/connection/connection_controller').default['connect']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/connection/connection_controller').default['connect']>>>
    }
  }
  'connection.disconnect': {
    methods: ["DELETE"]
    pattern: '/streamers/:streamerId/connection'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/connection/connection_controller').default['disconnect']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/connection/connection_controller').default['disconnect']>>>
    }
  }
  'connection.check': {
    methods: ["POST"]
    pattern: '/streamers/:streamerId/connection/check'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/connection/connection_controller').default['check']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/connection/connection_controller').default['check']>>>
    }
  }
  'audience.index': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/viewers'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/audience/audience_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/audience/audience_controller').default['index']>>>
    }
  }
  'audience.show': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/viewers/:viewerId'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; viewerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/audience/audience_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/audience/audience_controller').default['show']>>>
    }
  }
  'sessions.index': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/sessions'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { streamerId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/sessions/sessions_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/sessions/sessions_controller').default['index']>>>
    }
  }
  'sessions.show': {
    methods: ["GET","HEAD"]
    pattern: '/streamers/:streamerId/sessions/:sessionId'
    types: {
      body: {}
      paramsTuple: [ParamValue, ParamValue]
      params: { streamerId: ParamValue; sessionId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/sessions/sessions_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/sessions/sessions_controller').default['show']>>>
    }
  }
  'eventsub.show': {
    methods: ["GET","HEAD"]
    pattern: '/admin/eventsub'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/installation/eventsub_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/installation/eventsub_controller').default['show']>>>
    }
  }
  'eventsub.update': {
    methods: ["PUT"]
    pattern: '/admin/eventsub/transport'
    types: {
      body: {}
      paramsTuple: []
      params: {}
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/installation/eventsub_controller').default['update']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/installation/eventsub_controller').default['update']>>>
    }
  }
  'eventsub.message': {
    methods: ["GET","HEAD"]
    pattern: '/admin/eventsub/failures/:failureId'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { failureId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/installation/eventsub_controller').default['message']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/installation/eventsub_controller').default['message']>>>
    }
  }
  'eventsub.replay': {
    methods: ["POST"]
    pattern: '/admin/eventsub/failures/:failureId/replay'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { failureId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/installation/eventsub_controller').default['replay']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/installation/eventsub_controller').default['replay']>>>
    }
  }
  'eventsub.dismiss': {
    methods: ["DELETE"]
    pattern: '/admin/eventsub/failures/:failureId'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { failureId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/installation/eventsub_controller').default['dismiss']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/installation/eventsub_controller').default['dismiss']>>>
    }
  }
  'public.show': {
    methods: ["GET","HEAD"]
    pattern: '/c/:campaignId'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/public_board_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/public_board_controller').default['show']>>>
    }
  }
  'public.stream': {
    methods: ["GET","HEAD"]
    pattern: '/c/:campaignId/stream'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/public_board_controller').default['stream']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/public_board_controller').default['stream']>>>
    }
  }
  'public.viewer': {
    methods: ["GET","HEAD"]
    pattern: '/c/:campaignId/viewers'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/dashboards/viewers/viewer_search_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/dashboards/viewers/viewer_search_controller').default['show']>>>
    }
  }
  'preflight.show': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/preflight'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/preflight/pre_flight_controller').default['show']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/preflight/pre_flight_controller').default['show']>>>
    }
  }
  'preflight.store': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/preflight'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/preflight/pre_flight_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/preflight/pre_flight_controller').default['store']>>>
    }
  }
  'members.go_live': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/live'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/preflight/pre_flight_controller').default['goLive']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/preflight/pre_flight_controller').default['goLive']>>>
    }
  }
  'rehearsals.index': {
    methods: ["GET","HEAD"]
    pattern: '/campaigns/:campaignId/rehearsal'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/rehearsal/rehearsals_controller').default['index']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/rehearsal/rehearsals_controller').default['index']>>>
    }
  }
  'rehearsals.store': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/rehearsal'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/rehearsal/rehearsals_controller').default['store']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/rehearsal/rehearsals_controller').default['store']>>>
    }
  }
  'rehearsals.destroy': {
    methods: ["DELETE"]
    pattern: '/campaigns/:campaignId/rehearsal'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/rehearsal/rehearsals_controller').default['destroy']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/rehearsal/rehearsals_controller').default['destroy']>>>
    }
  }
  'not_found': {
    methods: ["GET","HEAD"]
    pattern: '/*'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { '*': ParamValue[] }
      query: {}
      response: unknown
      errorResponse: unknown
    }
  }
}
