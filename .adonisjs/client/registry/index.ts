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
  'foundry.pair': {
    methods: ["GET","HEAD"],
    pattern: '/foundry/pair',
    tokens: [{"old":"/foundry/pair","type":0,"val":"foundry","end":""},{"old":"/foundry/pair","type":0,"val":"pair","end":""}],
    types: placeholder as Registry['foundry.pair']['types'],
  },
  'foundry.pair.approve': {
    methods: ["POST"],
    pattern: '/foundry/pair/approve',
    tokens: [{"old":"/foundry/pair/approve","type":0,"val":"foundry","end":""},{"old":"/foundry/pair/approve","type":0,"val":"pair","end":""},{"old":"/foundry/pair/approve","type":0,"val":"approve","end":""}],
    types: placeholder as Registry['foundry.pair.approve']['types'],
  },
  'foundry.pair.deny': {
    methods: ["POST"],
    pattern: '/foundry/pair/deny',
    tokens: [{"old":"/foundry/pair/deny","type":0,"val":"foundry","end":""},{"old":"/foundry/pair/deny","type":0,"val":"pair","end":""},{"old":"/foundry/pair/deny","type":0,"val":"deny","end":""}],
    types: placeholder as Registry['foundry.pair.deny']['types'],
  },
  'foundry.show': {
    methods: ["GET","HEAD"],
    pattern: '/campaigns/:campaignId/foundry',
    tokens: [{"old":"/campaigns/:campaignId/foundry","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/foundry","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/foundry","type":0,"val":"foundry","end":""}],
    types: placeholder as Registry['foundry.show']['types'],
  },
  'foundry.disconnect': {
    methods: ["DELETE"],
    pattern: '/campaigns/:campaignId/foundry',
    tokens: [{"old":"/campaigns/:campaignId/foundry","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/foundry","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/foundry","type":0,"val":"foundry","end":""}],
    types: placeholder as Registry['foundry.disconnect']['types'],
  },
  'foundry.assign': {
    methods: ["PUT"],
    pattern: '/campaigns/:campaignId/foundry/assignments',
    tokens: [{"old":"/campaigns/:campaignId/foundry/assignments","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/foundry/assignments","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/foundry/assignments","type":0,"val":"foundry","end":""},{"old":"/campaigns/:campaignId/foundry/assignments","type":0,"val":"assignments","end":""}],
    types: placeholder as Registry['foundry.assign']['types'],
  },
  'foundry.revoke': {
    methods: ["DELETE"],
    pattern: '/campaigns/:campaignId/foundry/browsers/:tokenId',
    tokens: [{"old":"/campaigns/:campaignId/foundry/browsers/:tokenId","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/foundry/browsers/:tokenId","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/foundry/browsers/:tokenId","type":0,"val":"foundry","end":""},{"old":"/campaigns/:campaignId/foundry/browsers/:tokenId","type":0,"val":"browsers","end":""},{"old":"/campaigns/:campaignId/foundry/browsers/:tokenId","type":1,"val":"tokenId","end":""}],
    types: placeholder as Registry['foundry.revoke']['types'],
  },
  'foundry.decide': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/foundry/commands/:commandId',
    tokens: [{"old":"/campaigns/:campaignId/foundry/commands/:commandId","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/foundry/commands/:commandId","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/foundry/commands/:commandId","type":0,"val":"foundry","end":""},{"old":"/campaigns/:campaignId/foundry/commands/:commandId","type":0,"val":"commands","end":""},{"old":"/campaigns/:campaignId/foundry/commands/:commandId","type":1,"val":"commandId","end":""}],
    types: placeholder as Registry['foundry.decide']['types'],
  },
  'foundry.manifest': {
    methods: ["GET","HEAD"],
    pattern: '/foundry/module.json',
    tokens: [{"old":"/foundry/module.json","type":0,"val":"foundry","end":""},{"old":"/foundry/module.json","type":0,"val":"module.json","end":""}],
    types: placeholder as Registry['foundry.manifest']['types'],
  },
  'foundry.zip': {
    methods: ["GET","HEAD"],
    pattern: '/foundry/module.zip',
    tokens: [{"old":"/foundry/module.zip","type":0,"val":"foundry","end":""},{"old":"/foundry/module.zip","type":0,"val":"module.zip","end":""}],
    types: placeholder as Registry['foundry.zip']['types'],
  },
  'foundry.version': {
    methods: ["GET","HEAD"],
    pattern: '/foundry/:file',
    tokens: [{"old":"/foundry/:file","type":0,"val":"foundry","end":""},{"old":"/foundry/:file","type":1,"val":"file","end":""}],
    types: placeholder as Registry['foundry.version']['types'],
  },
  'docs.api.json': {
    methods: ["GET","HEAD"],
    pattern: '/docs/api.json',
    tokens: [{"old":"/docs/api.json","type":0,"val":"docs","end":""},{"old":"/docs/api.json","type":0,"val":"api.json","end":""}],
    types: placeholder as Registry['docs.api.json']['types'],
  },
  'docs.api': {
    methods: ["GET","HEAD"],
    pattern: '/docs/api',
    tokens: [{"old":"/docs/api","type":0,"val":"docs","end":""},{"old":"/docs/api","type":0,"val":"api","end":""}],
    types: placeholder as Registry['docs.api']['types'],
  },
  'events.index': {
    methods: ["GET","HEAD"],
    pattern: '/campaigns/:campaignId/events',
    tokens: [{"old":"/campaigns/:campaignId/events","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/events","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/events","type":0,"val":"events","end":""}],
    types: placeholder as Registry['events.index']['types'],
  },
  'events.offer': {
    methods: ["PUT"],
    pattern: '/campaigns/:campaignId/events/:eventId/offer',
    tokens: [{"old":"/campaigns/:campaignId/events/:eventId/offer","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/events/:eventId/offer","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/events/:eventId/offer","type":0,"val":"events","end":""},{"old":"/campaigns/:campaignId/events/:eventId/offer","type":1,"val":"eventId","end":""},{"old":"/campaigns/:campaignId/events/:eventId/offer","type":0,"val":"offer","end":""}],
    types: placeholder as Registry['events.offer']['types'],
  },
  'events.create': {
    methods: ["GET","HEAD"],
    pattern: '/campaigns/:campaignId/events/new',
    tokens: [{"old":"/campaigns/:campaignId/events/new","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/events/new","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/events/new","type":0,"val":"events","end":""},{"old":"/campaigns/:campaignId/events/new","type":0,"val":"new","end":""}],
    types: placeholder as Registry['events.create']['types'],
  },
  'events.store': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/events',
    tokens: [{"old":"/campaigns/:campaignId/events","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/events","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/events","type":0,"val":"events","end":""}],
    types: placeholder as Registry['events.store']['types'],
  },
  'events.edit': {
    methods: ["GET","HEAD"],
    pattern: '/campaigns/:campaignId/events/:eventId',
    tokens: [{"old":"/campaigns/:campaignId/events/:eventId","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/events/:eventId","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/events/:eventId","type":0,"val":"events","end":""},{"old":"/campaigns/:campaignId/events/:eventId","type":1,"val":"eventId","end":""}],
    types: placeholder as Registry['events.edit']['types'],
  },
  'events.update': {
    methods: ["PUT"],
    pattern: '/campaigns/:campaignId/events/:eventId',
    tokens: [{"old":"/campaigns/:campaignId/events/:eventId","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/events/:eventId","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/events/:eventId","type":0,"val":"events","end":""},{"old":"/campaigns/:campaignId/events/:eventId","type":1,"val":"eventId","end":""}],
    types: placeholder as Registry['events.update']['types'],
  },
  'events.switch': {
    methods: ["PUT"],
    pattern: '/campaigns/:campaignId/events/:eventId/switch',
    tokens: [{"old":"/campaigns/:campaignId/events/:eventId/switch","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/events/:eventId/switch","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/events/:eventId/switch","type":0,"val":"events","end":""},{"old":"/campaigns/:campaignId/events/:eventId/switch","type":1,"val":"eventId","end":""},{"old":"/campaigns/:campaignId/events/:eventId/switch","type":0,"val":"switch","end":""}],
    types: placeholder as Registry['events.switch']['types'],
  },
  'events.archive': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/events/:eventId/archive',
    tokens: [{"old":"/campaigns/:campaignId/events/:eventId/archive","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/events/:eventId/archive","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/events/:eventId/archive","type":0,"val":"events","end":""},{"old":"/campaigns/:campaignId/events/:eventId/archive","type":1,"val":"eventId","end":""},{"old":"/campaigns/:campaignId/events/:eventId/archive","type":0,"val":"archive","end":""}],
    types: placeholder as Registry['events.archive']['types'],
  },
  'events.restore': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/events/:eventId/restore',
    tokens: [{"old":"/campaigns/:campaignId/events/:eventId/restore","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/events/:eventId/restore","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/events/:eventId/restore","type":0,"val":"events","end":""},{"old":"/campaigns/:campaignId/events/:eventId/restore","type":1,"val":"eventId","end":""},{"old":"/campaigns/:campaignId/events/:eventId/restore","type":0,"val":"restore","end":""}],
    types: placeholder as Registry['events.restore']['types'],
  },
  'events.reset_cooldown': {
    methods: ["DELETE"],
    pattern: '/campaigns/:campaignId/events/:eventId/cooldowns/:streamerId?',
    tokens: [{"old":"/campaigns/:campaignId/events/:eventId/cooldowns/:streamerId?","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/events/:eventId/cooldowns/:streamerId?","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/events/:eventId/cooldowns/:streamerId?","type":0,"val":"events","end":""},{"old":"/campaigns/:campaignId/events/:eventId/cooldowns/:streamerId?","type":1,"val":"eventId","end":""},{"old":"/campaigns/:campaignId/events/:eventId/cooldowns/:streamerId?","type":0,"val":"cooldowns","end":""},{"old":"/campaigns/:campaignId/events/:eventId/cooldowns/:streamerId?","type":3,"val":"streamerId","end":""}],
    types: placeholder as Registry['events.reset_cooldown']['types'],
  },
  'instances.cancel': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/instances/:instanceId/cancel',
    tokens: [{"old":"/campaigns/:campaignId/instances/:instanceId/cancel","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/cancel","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/cancel","type":0,"val":"instances","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/cancel","type":1,"val":"instanceId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/cancel","type":0,"val":"cancel","end":""}],
    types: placeholder as Registry['instances.cancel']['types'],
  },
  'instances.complete': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/instances/:instanceId/complete',
    tokens: [{"old":"/campaigns/:campaignId/instances/:instanceId/complete","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/complete","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/complete","type":0,"val":"instances","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/complete","type":1,"val":"instanceId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/complete","type":0,"val":"complete","end":""}],
    types: placeholder as Registry['instances.complete']['types'],
  },
  'instances.trigger': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/instances/:instanceId/trigger',
    tokens: [{"old":"/campaigns/:campaignId/instances/:instanceId/trigger","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/trigger","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/trigger","type":0,"val":"instances","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/trigger","type":1,"val":"instanceId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/trigger","type":0,"val":"trigger","end":""}],
    types: placeholder as Registry['instances.trigger']['types'],
  },
  'instances.approve': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/instances/:instanceId/approve',
    tokens: [{"old":"/campaigns/:campaignId/instances/:instanceId/approve","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/approve","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/approve","type":0,"val":"instances","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/approve","type":1,"val":"instanceId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/approve","type":0,"val":"approve","end":""}],
    types: placeholder as Registry['instances.approve']['types'],
  },
  'instances.reject': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/instances/:instanceId/reject',
    tokens: [{"old":"/campaigns/:campaignId/instances/:instanceId/reject","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/reject","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/reject","type":0,"val":"instances","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/reject","type":1,"val":"instanceId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/reject","type":0,"val":"reject","end":""}],
    types: placeholder as Registry['instances.reject']['types'],
  },
  'instances.confirm': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/instances/:instanceId/confirm',
    tokens: [{"old":"/campaigns/:campaignId/instances/:instanceId/confirm","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/confirm","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/confirm","type":0,"val":"instances","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/confirm","type":1,"val":"instanceId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/confirm","type":0,"val":"confirm","end":""}],
    types: placeholder as Registry['instances.confirm']['types'],
  },
  'instances.dismiss': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/instances/:instanceId/dismiss',
    tokens: [{"old":"/campaigns/:campaignId/instances/:instanceId/dismiss","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/dismiss","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/dismiss","type":0,"val":"instances","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/dismiss","type":1,"val":"instanceId","end":""},{"old":"/campaigns/:campaignId/instances/:instanceId/dismiss","type":0,"val":"dismiss","end":""}],
    types: placeholder as Registry['instances.dismiss']['types'],
  },
  'campaigns.break': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/break',
    tokens: [{"old":"/campaigns/:campaignId/break","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/break","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/break","type":0,"val":"break","end":""}],
    types: placeholder as Registry['campaigns.break']['types'],
  },
  'campaigns.resume': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/resume',
    tokens: [{"old":"/campaigns/:campaignId/resume","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/resume","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/resume","type":0,"val":"resume","end":""}],
    types: placeholder as Registry['campaigns.resume']['types'],
  },
  'campaigns.panic': {
    methods: ["POST"],
    pattern: '/campaigns/:campaignId/panic',
    tokens: [{"old":"/campaigns/:campaignId/panic","type":0,"val":"campaigns","end":""},{"old":"/campaigns/:campaignId/panic","type":1,"val":"campaignId","end":""},{"old":"/campaigns/:campaignId/panic","type":0,"val":"panic","end":""}],
    types: placeholder as Registry['campaigns.panic']['types'],
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
