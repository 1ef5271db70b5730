/* eslint-disable prettier/prettier */
import type { AdonisEndpoint } from '@tuyau/core/types'
import type { Registry } from './schema.d.ts'
import type { ApiDefinition } from './tree.d.ts'

const placeholder: any = {}

const routes = {
  'health.live': {
    methods: ["GET","HEAD"],
    pattern: '/health/live',
    tokens: [{"old":"/health/live","type":0,"val":"health","end":""},{"old":"/health/live","type":0,"val":"live","end":""}],
    types: placeholder as Registry['health.live']['types'],
  },
  'health.show': {
    methods: ["GET","HEAD"],
    pattern: '/health',
    tokens: [{"old":"/health","type":0,"val":"health","end":""}],
    types: placeholder as Registry['health.show']['types'],
  },
  'home': {
    methods: ["GET","HEAD"],
    pattern: '/',
    tokens: [{"old":"/","type":0,"val":"/","end":""}],
    types: placeholder as Registry['home']['types'],
  },
  'session.create': {
    methods: ["GET","HEAD"],
    pattern: '/sign-in',
    tokens: [{"old":"/sign-in","type":0,"val":"sign-in","end":""}],
    types: placeholder as Registry['session.create']['types'],
  },
  'session.redirect': {
    methods: ["GET","HEAD"],
    pattern: '/auth/twitch/redirect',
    tokens: [{"old":"/auth/twitch/redirect","type":0,"val":"auth","end":""},{"old":"/auth/twitch/redirect","type":0,"val":"twitch","end":""},{"old":"/auth/twitch/redirect","type":0,"val":"redirect","end":""}],
    types: placeholder as Registry['session.redirect']['types'],
  },
  'session.callback': {
    methods: ["GET","HEAD"],
    pattern: '/auth/twitch/callback',
    tokens: [{"old":"/auth/twitch/callback","type":0,"val":"auth","end":""},{"old":"/auth/twitch/callback","type":0,"val":"twitch","end":""},{"old":"/auth/twitch/callback","type":0,"val":"callback","end":""}],
    types: placeholder as Registry['session.callback']['types'],
  },
  'demo.sign_in': {
    methods: ["GET","HEAD"],
    pattern: '/demo/sign-in/:login',
    tokens: [{"old":"/demo/sign-in/:login","type":0,"val":"demo","end":""},{"old":"/demo/sign-in/:login","type":0,"val":"sign-in","end":""},{"old":"/demo/sign-in/:login","type":1,"val":"login","end":""}],
    types: placeholder as Registry['demo.sign_in']['types'],
  },
  'session.destroy': {
    methods: ["POST"],
    pattern: '/sign-out',
    tokens: [{"old":"/sign-out","type":0,"val":"sign-out","end":""}],
    types: placeholder as Registry['session.destroy']['types'],
  },
  'account.show': {
    methods: ["GET","HEAD"],
    pattern: '/account',
    tokens: [{"old":"/account","type":0,"val":"account","end":""}],
    types: placeholder as Registry['account.show']['types'],
  },
  'account.destroy': {
    methods: ["DELETE"],
    pattern: '/account',
    tokens: [{"old":"/account","type":0,"val":"account","end":""}],
    types: placeholder as Registry['account.destroy']['types'],
  },
  'access.edit': {
    methods: ["GET","HEAD"],
    pattern: '/admin/access',
    tokens: [{"old":"/admin/access","type":0,"val":"admin","end":""},{"old":"/admin/access","type":0,"val":"access","end":""}],
    types: placeholder as Registry['access.edit']['types'],
  },
  'access.update': {
    methods: ["PUT"],
    pattern: '/admin/access',
    tokens: [{"old":"/admin/access","type":0,"val":"admin","end":""},{"old":"/admin/access","type":0,"val":"access","end":""}],
    types: placeholder as Registry['access.update']['types'],
  },
  'invitations.show': {
    methods: ["GET","HEAD"],
    pattern: '/invitations/:token',
    tokens: [{"old":"/invitations/:token","type":0,"val":"invitations","end":""},{"old":"/invitations/:token","type":1,"val":"token","end":""}],
    types: placeholder as Registry['invitations.show']['types'],
  },
  'campaigns.index': {
    methods: ["GET","HEAD"],
    pattern: '/campaigns',
    tokens: [{"old":"/campaigns","type":0,"val":"campaigns","end":""}],
    types: placeholder as Registry['campaigns.index']['types'],
  },
  'campaigns.create': {
    methods: ["GET","HEAD"],
    pattern: '/campaigns/new',
    tokens: [{"old":"/campaigns/new","type":0,"val":"campaigns","end":""},{"old":"/campaigns/new","type":0,"val":"new","end":""}],
    types: placeholder as Registry['campaigns.create']['types'],
  },
  'campaigns.store': {
    methods: ["POST"],
    pattern: '/campaigns',
    tokens: [{"old":"/campaigns","type":0,"val":"campaigns","end":""}],
    types: placeholder as Registry['campaigns.store']['types'],
  },
  'invitations.accept': {
    methods: ["POST"],
    pattern: '/invitations/:token/accept',
    tokens: [{"old":"/invitations/:token/accept","type":0,"val":"invitations","end":""},{"old":"/invitations/:token/accept","type":1,"val":"token","end":""},{"old":"/invitations/:token/accept","type":0,"val":"accept","end":""}],
    types: placeholder as Registry['invitations.accept']['types'],
  },
  'invitations.decline': {
    methods: ["POST"],
    pattern: '/invitations/:token/decline',
    tokens: [{"old":"/invitations/:token/decline","type":0,"val":"invitations","end":""},{"old":"/invitations/:token/decline","type":1,"val":"token","end":""},{"old":"/invitations/:token/decline","type":0,"val":"decline","end":""}],
    types: placeholder as Registry['invitations.decline']['types'],
  },
  'members.index': {
    methods: ["GET","HEAD"],
    pattern: '/campaigns/:campaignId/members',
    tokens: [{"old":"/campaigns/:campaignId/members","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/members","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/members","type":0,"val":"members","end":""}],
    types: placeholder as Registry['members.index']['types'],
  },
  'members.go_live': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/live',
    tokens: [{"old":"/campaigns/:campaignId/live","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/live","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/live","type":0,"val":"live","end":""}],
    types: placeholder as Registry['members.go_live']['types'],
  },
  'members.destroy': {
    methods: ["DELETE"],
    pattern: '/campaigns/:campaignId/members/:memberId',
    tokens: [{"old":"/campaigns/:campaignId/members/:memberId","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/members/:memberId","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/members/:memberId","type":0,"val":"members","end":""},{"old":"/campaigns/:campaignId/members/:memberId","type":1,"val":"memberId","end":""}],
    types: placeholder as Registry['members.destroy']['types'],
  },
  'campaigns.edit': {
    methods: ["GET","HEAD"],
    pattern: '/campaigns/:campaignId/settings',
    tokens: [{"old":"/campaigns/:campaignId/settings","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/settings","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/settings","type":0,"val":"settings","end":""}],
    types: placeholder as Registry['campaigns.edit']['types'],
  },
  'campaigns.update': {
    methods: ["PUT"],
    pattern: '/campaigns/:campaignId',
    tokens: [{"old":"/campaigns/:campaignId","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId","type":1,"val":"campaignId","end":""}],
    types: placeholder as Registry['campaigns.update']['types'],
  },
  'invitations.store': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/invitations',
    tokens: [{"old":"/campaigns/:campaignId/invitations","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/invitations","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/invitations","type":0,"val":"invitations","end":""}],
    types: placeholder as Registry['invitations.store']['types'],
  },
  'invitations.destroy': {
    methods: ["DELETE"],
    pattern: '/campaigns/:campaignId/invitations/:invitationId',
    tokens: [{"old":"/campaigns/:campaignId/invitations/:invitationId","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/invitations/:invitationId","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/invitations/:invitationId","type":0,"val":"invitations","end":""},{"old":"/campaigns/:campaignId/invitations/:invitationId","type":1,"val":"invitationId","end":""}],
    types: placeholder as Registry['invitations.destroy']['types'],
  },
  'campaigns.archive': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/archive',
    tokens: [{"old":"/campaigns/:campaignId/archive","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/archive","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/archive","type":0,"val":"archive","end":""}],
    types: placeholder as Registry['campaigns.archive']['types'],
  },
  'campaigns.restore': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/restore',
    tokens: [{"old":"/campaigns/:campaignId/restore","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/restore","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/restore","type":0,"val":"restore","end":""}],
    types: placeholder as Registry['campaigns.restore']['types'],
  },
  'foundry.bridge.pair_start': {
    methods: ["POST"],
    pattern: '/api/foundry/v1/pair/start',
    tokens: [{"old":"/api/foundry/v1/pair/start","type":0,"val":"api","end":""},{"old":"/api/foundry/v1/pair/start","type":0,"val":"foundry","end":""},{"old":"/api/foundry/v1/pair/start","type":0,"val":"v1","end":""},{"old":"/api/foundry/v1/pair/start","type":0,"val":"pair","end":""},{"old":"/api/foundry/v1/pair/start","type":0,"val":"start","end":""}],
    types: placeholder as Registry['foundry.bridge.pair_start']['types'],
  },
  'foundry.bridge.pair_poll': {
    methods: ["POST"],
    pattern: '/api/foundry/v1/pair/poll',
    tokens: [{"old":"/api/foundry/v1/pair/poll","type":0,"val":"api","end":""},{"old":"/api/foundry/v1/pair/poll","type":0,"val":"foundry","end":""},{"old":"/api/foundry/v1/pair/poll","type":0,"val":"v1","end":""},{"old":"/api/foundry/v1/pair/poll","type":0,"val":"pair","end":""},{"old":"/api/foundry/v1/pair/poll","type":0,"val":"poll","end":""}],
    types: placeholder as Registry['foundry.bridge.pair_poll']['types'],
  },
  'foundry.bridge.hello': {
    methods: ["POST"],
    pattern: '/api/foundry/v1/hello',
    tokens: [{"old":"/api/foundry/v1/hello","type":0,"val":"api","end":""},{"old":"/api/foundry/v1/hello","type":0,"val":"foundry","end":""},{"old":"/api/foundry/v1/hello","type":0,"val":"v1","end":""},{"old":"/api/foundry/v1/hello","type":0,"val":"hello","end":""}],
    types: placeholder as Registry['foundry.bridge.hello']['types'],
  },
  'foundry.bridge.heartbeat': {
    methods: ["POST"],
    pattern: '/api/foundry/v1/heartbeat',
    tokens: [{"old":"/api/foundry/v1/heartbeat","type":0,"val":"api","end":""},{"old":"/api/foundry/v1/heartbeat","type":0,"val":"foundry","end":""},{"old":"/api/foundry/v1/heartbeat","type":0,"val":"v1","end":""},{"old":"/api/foundry/v1/heartbeat","type":0,"val":"heartbeat","end":""}],
    types: placeholder as Registry['foundry.bridge.heartbeat']['types'],
  },
  'foundry.bridge.stream': {
    methods: ["GET","HEAD"],
    pattern: '/api/foundry/v1/stream',
    tokens: [{"old":"/api/foundry/v1/stream","type":0,"val":"api","end":""},{"old":"/api/foundry/v1/stream","type":0,"val":"foundry","end":""},{"old":"/api/foundry/v1/stream","type":0,"val":"v1","end":""},{"old":"/api/foundry/v1/stream","type":0,"val":"stream","end":""}],
    types: placeholder as Registry['foundry.bridge.stream']['types'],
  },
  'foundry.bridge.commands': {
    methods: ["GET","HEAD"],
    pattern: '/api/foundry/v1/commands',
    tokens: [{"old":"/api/foundry/v1/commands","type":0,"val":"api","end":""},{"old":"/api/foundry/v1/commands","type":0,"val":"foundry","end":""},{"old":"/api/foundry/v1/commands","type":0,"val":"v1","end":""},{"old":"/api/foundry/v1/commands","type":0,"val":"commands","end":""}],
    types: placeholder as Registry['foundry.bridge.commands']['types'],
  },
  'foundry.bridge.result': {
    methods: ["POST"],
    pattern: '/api/foundry/v1/commands/:id/result',
    tokens: [{"old":"/api/foundry/v1/commands/:id/result","type":0,"val":"api","end":""},{"old":"/api/foundry/v1/commands/:id/result","type":0,"val":"foundry","end":""},{"old":"/api/foundry/v1/commands/:id/result","type":0,"val":"v1","end":""},{"old":"/api/foundry/v1/commands/:id/result","type":0,"val":"commands","end":""},{"old":"/api/foundry/v1/commands/:id/result","type":1,"val":"id","end":""},{"old":"/api/foundry/v1/commands/:id/result","type":0,"val":"result","end":""}],
    types: placeholder as Registry['foundry.bridge.result']['types'],
  },
  'foundry.bridge.events': {
    methods: ["POST"],
    pattern: '/api/foundry/v1/events',
    tokens: [{"old":"/api/foundry/v1/events","type":0,"val":"api","end":""},{"old":"/api/foundry/v1/events","type":0,"val":"foundry","end":""},{"old":"/api/foundry/v1/events","type":0,"val":"v1","end":""},{"old":"/api/foundry/v1/events","type":0,"val":"events","end":""}],
    types: placeholder as Registry['foundry.bridge.events']['types'],
  },
  'foundry.bridge.rotate': {
    methods: ["POST"],
    pattern: '/api/foundry/v1/token/rotate',
    tokens: [{"old":"/api/foundry/v1/token/rotate","type":0,"val":"api","end":""},{"old":"/api/foundry/v1/token/rotate","type":0,"val":"foundry","end":""},{"old":"/api/foundry/v1/token/rotate","type":0,"val":"v1","end":""},{"old":"/api/foundry/v1/token/rotate","type":0,"val":"token","end":""},{"old":"/api/foundry/v1/token/rotate","type":0,"val":"rotate","end":""}],
    types: placeholder as Registry['foundry.bridge.rotate']['types'],
  },
  'foundry.bridge.unpair': {
    methods: ["POST"],
    pattern: '/api/foundry/v1/unpair',
    tokens: [{"old":"/api/foundry/v1/unpair","type":0,"val":"api","end":""},{"old":"/api/foundry/v1/unpair","type":0,"val":"foundry","end":""},{"old":"/api/foundry/v1/unpair","type":0,"val":"v1","end":""},{"old":"/api/foundry/v1/unpair","type":0,"val":"unpair","end":""}],
    types: placeholder as Registry['foundry.bridge.unpair']['types'],
  },
  'foundry.bridge.unknown': {
    methods: ["HEAD","OPTIONS","GET","POST","PUT","PATCH","DELETE"],
    pattern: '/api/foundry/v1/*',
    tokens: [{"old":"/api/foundry/v1/*","type":0,"val":"api","end":""},{"old":"/api/foundry/v1/*","type":0,"val":"foundry","end":""},{"old":"/api/foundry/v1/*","type":0,"val":"v1","end":""},{"old":"/api/foundry/v1/*","type":2,"val":"*","end":""}],
    types: placeholder as Registry['foundry.bridge.unknown']['types'],
  },
  'campaigns.show': {
    methods: ["GET","HEAD"],
    pattern: '/campaigns/:campaignId',
    tokens: [{"old":"/campaigns/:campaignId","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId","type":1,"val":"campaignId","end":""}],
    types: placeholder as Registry['campaigns.show']['types'],
  },
  'campaigns.stream': {
    methods: ["GET","HEAD"],
    pattern: '/campaigns/:campaignId/stream',
    tokens: [{"old":"/campaigns/:campaignId/stream","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/stream","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/stream","type":0,"val":"stream","end":""}],
    types: placeholder as Registry['campaigns.stream']['types'],
  },
  'dashboard.show': {
    methods: ["GET","HEAD"],
    pattern: '/dashboard',
    tokens: [{"old":"/dashboard","type":0,"val":"dashboard","end":""}],
    types: placeholder as Registry['dashboard.show']['types'],
  },
  'streamers.stream': {
    methods: ["GET","HEAD"],
    pattern: '/streamers/:streamerId/stream',
    tokens: [{"old":"/streamers/:streamerId/stream","type":0,"val":"streamers","end":""},{"old":"/streamers/:streamerId/stream","type":1,"val":"streamerId","end":""},{"old":"/streamers/:streamerId/stream","type":0,"val":"stream","end":""}],
    types: placeholder as Registry['streamers.stream']['types'],
  },
  'public.show': {
    methods: ["GET","HEAD"],
    pattern: '/c/:campaignId',
    tokens: [{"old":"/c/:campaignId","type":0,"val":"c","end":""},{"old":"/c/:campaignId","type":1,"val":"campaignId","end":""}],
    types: placeholder as Registry['public.show']['types'],
  },
  'public.stream': {
    methods: ["GET","HEAD"],
    pattern: '/c/:campaignId/stream',
    tokens: [{"old":"/c/:campaignId/stream","type":0,"val":"c","end":""},{"old":"/c/:campaignId/stream","type":1,"val":"campaignId","end":""},{"old":"/c/:campaignId/stream","type":0,"val":"stream","end":""}],
    types: placeholder as Registry['public.stream']['types'],
  },
  'not_found': {
    methods: ["GET","HEAD"],
    pattern: '/*',
    tokens: [{"old":"/*","type":2,"val":"*","end":""}],
    types: placeholder as Registry['not_found']['types'],
  },
} as const satisfies Record<string, AdonisEndpoint>

export { routes }

export const registry = {
  routes,
  $tree: {} as ApiDefinition,
}

declare module '@tuyau/core/types' {
  export interface UserRegistry {
    routes: typeof routes
    $tree: ApiDefinition
  }
}
