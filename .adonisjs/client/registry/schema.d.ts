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
  'members.go_live': {
    methods: ["POST"]
    pattern: '/campaigns/:campaignId/live'
    types: {
      body: {}
      paramsTuple: [ParamValue]
      params: { campaignId: ParamValue }
      query: {}
      response: ExtractResponse<Awaited<ReturnType<import('#app/campaigns/members_controller').default['goLive']>>>
      errorResponse: ExtractErrorResponse<Awaited<ReturnType<import('#app/campaigns/members_controller').default['goLive']>>>
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
