import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    'health.live': { paramsTuple?: []; params?: {} }
    'health.show': { paramsTuple?: []; params?: {} }
    'home': { paramsTuple?: []; params?: {} }
    'session.create': { paramsTuple?: []; params?: {} }
    'session.redirect': { paramsTuple?: []; params?: {} }
    'session.callback': { paramsTuple?: []; params?: {} }
    'demo.sign_in': { paramsTuple: [ParamValue]; params: {'login': ParamValue} }
    'session.destroy': { paramsTuple?: []; params?: {} }
    'account.show': { paramsTuple?: []; params?: {} }
    'account.destroy': { paramsTuple?: []; params?: {} }
    'access.edit': { paramsTuple?: []; params?: {} }
    'access.update': { paramsTuple?: []; params?: {} }
    'invitations.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'campaigns.index': { paramsTuple?: []; params?: {} }
    'campaigns.create': { paramsTuple?: []; params?: {} }
    'campaigns.store': { paramsTuple?: []; params?: {} }
    'invitations.accept': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'invitations.decline': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'members.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'members.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'memberId': ParamValue} }
    'campaigns.edit': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.update': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'invitations.store': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'invitations.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'invitationId': ParamValue} }
    'campaigns.archive': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.restore': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'features.store': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'feature': ParamValue} }
    'features.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'feature': ParamValue} }
    'foundry.bridge.about': { paramsTuple?: []; params?: {} }
    'foundry.bridge.pair_start': { paramsTuple?: []; params?: {} }
    'foundry.bridge.pair_poll': { paramsTuple?: []; params?: {} }
    'foundry.bridge.hello': { paramsTuple?: []; params?: {} }
    'foundry.bridge.heartbeat': { paramsTuple?: []; params?: {} }
    'foundry.bridge.stream': { paramsTuple?: []; params?: {} }
    'foundry.bridge.commands': { paramsTuple?: []; params?: {} }
    'foundry.bridge.result': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'foundry.bridge.events': { paramsTuple?: []; params?: {} }
    'foundry.bridge.rotate': { paramsTuple?: []; params?: {} }
    'foundry.bridge.unpair': { paramsTuple?: []; params?: {} }
    'foundry.bridge.root': { paramsTuple?: []; params?: {} }
    'foundry.bridge.unknown': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'foundry.pair': { paramsTuple?: []; params?: {} }
    'foundry.pair.approve': { paramsTuple?: []; params?: {} }
    'foundry.pair.deny': { paramsTuple?: []; params?: {} }
    'foundry.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.disconnect': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.assign': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.settings': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.rules': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.revoke': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'tokenId': ParamValue} }
    'foundry.choices': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'what': ParamValue} }
    'foundry.choices.ask': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'what': ParamValue} }
    'foundry.decide': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'commandId': ParamValue} }
    'foundry.manifest': { paramsTuple?: []; params?: {} }
    'foundry.zip': { paramsTuple?: []; params?: {} }
    'foundry.version': { paramsTuple: [ParamValue]; params: {'file': ParamValue} }
    'docs.api.json': { paramsTuple?: []; params?: {} }
    'docs.api': { paramsTuple?: []; params?: {} }
    'polls.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'polls.store': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'polls.end': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'pollId': ParamValue} }
    'polls.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'pollId': ParamValue} }
    'polls.stream': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'rewards.list': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'rewards.retry': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'rewardId': ParamValue} }
    'rewards.renew': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'rewardId': ParamValue} }
    'events.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.offer': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.tune_offer': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'campaigns.import': { paramsTuple?: []; params?: {} }
    'campaigns.store_import': { paramsTuple?: []; params?: {} }
    'campaigns.export': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.import': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.store_import': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.duplicate': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.create': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.store': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.update': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.tune': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.switch': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.archive': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.restore': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.reset_cooldown': { paramsTuple: [ParamValue,ParamValue,ParamValue?]; params: {'campaignId': ParamValue,'eventId': ParamValue,'streamerId'?: ParamValue} }
    'safety.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'safety.update': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'trials.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'trials.store': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'instances.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'instances.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'instances.trigger': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'instances.approve': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'instances.reject': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'instances.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'instances.dismiss': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'campaigns.break': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.resume': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.panic': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'pictures.show': { paramsTuple: [ParamValue,ParamValue]; params: {'pictureId': ParamValue,'file': ParamValue} }
    'pictures.store': { paramsTuple?: []; params?: {} }
    'card_sets.index': { paramsTuple?: []; params?: {} }
    'card_sets.store': { paramsTuple?: []; params?: {} }
    'card_sets.show': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.update': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.rarities': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.pack': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'cards.store': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'cards.order': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'cards.update': { paramsTuple: [ParamValue,ParamValue]; params: {'setId': ParamValue,'cardId': ParamValue} }
    'cards.retire': { paramsTuple: [ParamValue,ParamValue]; params: {'setId': ParamValue,'cardId': ParamValue} }
    'cards.restore': { paramsTuple: [ParamValue,ParamValue]; params: {'setId': ParamValue,'cardId': ParamValue} }
    'cards.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'setId': ParamValue,'cardId': ParamValue} }
    'card_sets.publish': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.lend': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.duplicate': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.archive': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.restore': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.destroy': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'imports.check': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'imports.store': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'packs.show': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'packs.stream': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'packs.update': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'packs.offer': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'setId': ParamValue} }
    'packs.dust': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'setId': ParamValue} }
    'packs.pause': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'packs.resume': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'packs.change_seed': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'packs.skip': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'showingId': ParamValue} }
    'packs.replay': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'openingId': ParamValue} }
    'packs.move': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'openingId': ParamValue} }
    'packs.refund': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'openingId': ParamValue} }
    'boons.approve': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'boonId': ParamValue} }
    'boons.reject': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'boonId': ParamValue} }
    'collections.dust': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'collections.craft': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'collections.boon': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'collections.index': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'collections.show': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'login': ParamValue} }
    'collections.share': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'login': ParamValue} }
    'packs.api.sets': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'packs.api.set': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'setId': ParamValue} }
    'packs.api.observed': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'setId': ParamValue} }
    'packs.api.seeds': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'packs.api.seed': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'sha256': ParamValue} }
    'packs.api.collection': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'login': ParamValue} }
    'packs.api.edition': { paramsTuple: [ParamValue]; params: {'sha256': ParamValue} }
    'packs.api.unknown': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'packs.public.channel': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'packs.public.odds': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'setId': ParamValue} }
    'packs.public.check': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'sha256': ParamValue} }
    'overlay.page': { paramsTuple?: []; params?: {} }
    'overlay.worker': { paramsTuple?: []; params?: {} }
    'overlay.snapshot': { paramsTuple?: []; params?: {} }
    'overlay.stream': { paramsTuple?: []; params?: {} }
    'overlay.pack_complete': { paramsTuple?: []; params?: {} }
    'overlay.shown': { paramsTuple?: []; params?: {} }
    'overlays.show': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'overlays.update': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'overlays.test': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'overlays.rotate': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'overlays.end_replaced': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'overlays.bootstrap': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'campaigns.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.stream': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'accounts.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'accounts.export': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'accounts.show': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'redemptionId': ParamValue} }
    'streamers.reconcile': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'campaigns.reconcile': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'streamerId': ParamValue} }
    'connection.of_campaign': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'streamerId': ParamValue} }
    'points.show': { paramsTuple?: []; params?: {} }
    'points.update': { paramsTuple?: []; params?: {} }
    'points.export': { paramsTuple?: []; params?: {} }
    'points.erase': { paramsTuple?: []; params?: {} }
    'dashboard.show': { paramsTuple?: []; params?: {} }
    'streamers.stream': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'feed.index': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'feed.lines': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'feed.stream': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'failures.index': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'failures.show': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'failureId': ParamValue} }
    'failures.replay': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'failureId': ParamValue} }
    'failures.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'failureId': ParamValue} }
    'feed.show': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'eventId': ParamValue} }
    'connection.own': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'connection.connect': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'connection.disconnect': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'connection.check': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'audience.index': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'audience.show': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'viewerId': ParamValue} }
    'sessions.index': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'sessions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'sessionId': ParamValue} }
    'eventsub.show': { paramsTuple?: []; params?: {} }
    'eventsub.update': { paramsTuple?: []; params?: {} }
    'eventsub.message': { paramsTuple: [ParamValue]; params: {'failureId': ParamValue} }
    'eventsub.replay': { paramsTuple: [ParamValue]; params: {'failureId': ParamValue} }
    'eventsub.dismiss': { paramsTuple: [ParamValue]; params: {'failureId': ParamValue} }
    'public.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'public.stream': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'public.viewer': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'preflight.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'preflight.store': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'members.go_live': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'rehearsals.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'rehearsals.store': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'rehearsals.destroy': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  GET: {
    'health.live': { paramsTuple?: []; params?: {} }
    'health.show': { paramsTuple?: []; params?: {} }
    'home': { paramsTuple?: []; params?: {} }
    'session.create': { paramsTuple?: []; params?: {} }
    'session.redirect': { paramsTuple?: []; params?: {} }
    'session.callback': { paramsTuple?: []; params?: {} }
    'demo.sign_in': { paramsTuple: [ParamValue]; params: {'login': ParamValue} }
    'account.show': { paramsTuple?: []; params?: {} }
    'access.edit': { paramsTuple?: []; params?: {} }
    'invitations.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'campaigns.index': { paramsTuple?: []; params?: {} }
    'campaigns.create': { paramsTuple?: []; params?: {} }
    'members.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.edit': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.bridge.about': { paramsTuple?: []; params?: {} }
    'foundry.bridge.stream': { paramsTuple?: []; params?: {} }
    'foundry.bridge.commands': { paramsTuple?: []; params?: {} }
    'foundry.bridge.root': { paramsTuple?: []; params?: {} }
    'foundry.bridge.unknown': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'foundry.pair': { paramsTuple?: []; params?: {} }
    'foundry.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.choices': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'what': ParamValue} }
    'foundry.manifest': { paramsTuple?: []; params?: {} }
    'foundry.zip': { paramsTuple?: []; params?: {} }
    'foundry.version': { paramsTuple: [ParamValue]; params: {'file': ParamValue} }
    'docs.api.json': { paramsTuple?: []; params?: {} }
    'docs.api': { paramsTuple?: []; params?: {} }
    'polls.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'polls.stream': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'events.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.import': { paramsTuple?: []; params?: {} }
    'campaigns.export': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.import': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.create': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'safety.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'trials.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'pictures.show': { paramsTuple: [ParamValue,ParamValue]; params: {'pictureId': ParamValue,'file': ParamValue} }
    'card_sets.index': { paramsTuple?: []; params?: {} }
    'card_sets.show': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'packs.show': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'packs.stream': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'collections.index': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'collections.show': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'login': ParamValue} }
    'collections.share': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'login': ParamValue} }
    'packs.api.sets': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'packs.api.set': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'setId': ParamValue} }
    'packs.api.observed': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'setId': ParamValue} }
    'packs.api.seeds': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'packs.api.seed': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'sha256': ParamValue} }
    'packs.api.collection': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'login': ParamValue} }
    'packs.api.edition': { paramsTuple: [ParamValue]; params: {'sha256': ParamValue} }
    'packs.api.unknown': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'packs.public.channel': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'packs.public.odds': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'setId': ParamValue} }
    'packs.public.check': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'sha256': ParamValue} }
    'overlay.page': { paramsTuple?: []; params?: {} }
    'overlay.worker': { paramsTuple?: []; params?: {} }
    'overlay.snapshot': { paramsTuple?: []; params?: {} }
    'overlay.stream': { paramsTuple?: []; params?: {} }
    'overlays.show': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'overlays.bootstrap': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'campaigns.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.stream': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'accounts.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'accounts.export': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'accounts.show': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'redemptionId': ParamValue} }
    'connection.of_campaign': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'streamerId': ParamValue} }
    'points.show': { paramsTuple?: []; params?: {} }
    'points.export': { paramsTuple?: []; params?: {} }
    'dashboard.show': { paramsTuple?: []; params?: {} }
    'streamers.stream': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'feed.index': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'feed.lines': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'feed.stream': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'failures.index': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'failures.show': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'failureId': ParamValue} }
    'feed.show': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'eventId': ParamValue} }
    'connection.own': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'audience.index': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'audience.show': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'viewerId': ParamValue} }
    'sessions.index': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'sessions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'sessionId': ParamValue} }
    'eventsub.show': { paramsTuple?: []; params?: {} }
    'eventsub.message': { paramsTuple: [ParamValue]; params: {'failureId': ParamValue} }
    'public.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'public.stream': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'public.viewer': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'preflight.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'rehearsals.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  HEAD: {
    'health.live': { paramsTuple?: []; params?: {} }
    'health.show': { paramsTuple?: []; params?: {} }
    'home': { paramsTuple?: []; params?: {} }
    'session.create': { paramsTuple?: []; params?: {} }
    'session.redirect': { paramsTuple?: []; params?: {} }
    'session.callback': { paramsTuple?: []; params?: {} }
    'demo.sign_in': { paramsTuple: [ParamValue]; params: {'login': ParamValue} }
    'account.show': { paramsTuple?: []; params?: {} }
    'access.edit': { paramsTuple?: []; params?: {} }
    'invitations.show': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'campaigns.index': { paramsTuple?: []; params?: {} }
    'campaigns.create': { paramsTuple?: []; params?: {} }
    'members.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.edit': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.bridge.about': { paramsTuple?: []; params?: {} }
    'foundry.bridge.stream': { paramsTuple?: []; params?: {} }
    'foundry.bridge.commands': { paramsTuple?: []; params?: {} }
    'foundry.bridge.root': { paramsTuple?: []; params?: {} }
    'foundry.bridge.unknown': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'foundry.pair': { paramsTuple?: []; params?: {} }
    'foundry.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.choices': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'what': ParamValue} }
    'foundry.manifest': { paramsTuple?: []; params?: {} }
    'foundry.zip': { paramsTuple?: []; params?: {} }
    'foundry.version': { paramsTuple: [ParamValue]; params: {'file': ParamValue} }
    'docs.api.json': { paramsTuple?: []; params?: {} }
    'docs.api': { paramsTuple?: []; params?: {} }
    'polls.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'polls.stream': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'events.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.import': { paramsTuple?: []; params?: {} }
    'campaigns.export': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.import': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.create': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.edit': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'safety.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'trials.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'pictures.show': { paramsTuple: [ParamValue,ParamValue]; params: {'pictureId': ParamValue,'file': ParamValue} }
    'card_sets.index': { paramsTuple?: []; params?: {} }
    'card_sets.show': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'packs.show': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'packs.stream': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'collections.index': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'collections.show': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'login': ParamValue} }
    'collections.share': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'login': ParamValue} }
    'packs.api.sets': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'packs.api.set': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'setId': ParamValue} }
    'packs.api.observed': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'setId': ParamValue} }
    'packs.api.seeds': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'packs.api.seed': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'sha256': ParamValue} }
    'packs.api.collection': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'login': ParamValue} }
    'packs.api.edition': { paramsTuple: [ParamValue]; params: {'sha256': ParamValue} }
    'packs.api.unknown': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'packs.public.channel': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'packs.public.odds': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'setId': ParamValue} }
    'packs.public.check': { paramsTuple: [ParamValue,ParamValue]; params: {'channel': ParamValue,'sha256': ParamValue} }
    'overlay.page': { paramsTuple?: []; params?: {} }
    'overlay.worker': { paramsTuple?: []; params?: {} }
    'overlay.snapshot': { paramsTuple?: []; params?: {} }
    'overlay.stream': { paramsTuple?: []; params?: {} }
    'overlays.show': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'overlays.bootstrap': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'campaigns.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.stream': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'accounts.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'accounts.export': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'accounts.show': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'redemptionId': ParamValue} }
    'connection.of_campaign': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'streamerId': ParamValue} }
    'points.show': { paramsTuple?: []; params?: {} }
    'points.export': { paramsTuple?: []; params?: {} }
    'dashboard.show': { paramsTuple?: []; params?: {} }
    'streamers.stream': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'feed.index': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'feed.lines': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'feed.stream': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'failures.index': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'failures.show': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'failureId': ParamValue} }
    'feed.show': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'eventId': ParamValue} }
    'connection.own': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'audience.index': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'audience.show': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'viewerId': ParamValue} }
    'sessions.index': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'sessions.show': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'sessionId': ParamValue} }
    'eventsub.show': { paramsTuple?: []; params?: {} }
    'eventsub.message': { paramsTuple: [ParamValue]; params: {'failureId': ParamValue} }
    'public.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'public.stream': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'public.viewer': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'preflight.show': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'rehearsals.index': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'not_found': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  POST: {
    'session.destroy': { paramsTuple?: []; params?: {} }
    'campaigns.store': { paramsTuple?: []; params?: {} }
    'invitations.accept': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'invitations.decline': { paramsTuple: [ParamValue]; params: {'token': ParamValue} }
    'invitations.store': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.archive': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.restore': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'features.store': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'feature': ParamValue} }
    'foundry.bridge.pair_start': { paramsTuple?: []; params?: {} }
    'foundry.bridge.pair_poll': { paramsTuple?: []; params?: {} }
    'foundry.bridge.hello': { paramsTuple?: []; params?: {} }
    'foundry.bridge.heartbeat': { paramsTuple?: []; params?: {} }
    'foundry.bridge.result': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'foundry.bridge.events': { paramsTuple?: []; params?: {} }
    'foundry.bridge.rotate': { paramsTuple?: []; params?: {} }
    'foundry.bridge.unpair': { paramsTuple?: []; params?: {} }
    'foundry.bridge.root': { paramsTuple?: []; params?: {} }
    'foundry.bridge.unknown': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'foundry.pair.approve': { paramsTuple?: []; params?: {} }
    'foundry.pair.deny': { paramsTuple?: []; params?: {} }
    'foundry.choices.ask': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'what': ParamValue} }
    'foundry.decide': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'commandId': ParamValue} }
    'polls.store': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'polls.end': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'pollId': ParamValue} }
    'polls.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'pollId': ParamValue} }
    'rewards.list': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'rewards.retry': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'rewardId': ParamValue} }
    'rewards.renew': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'rewardId': ParamValue} }
    'campaigns.store_import': { paramsTuple?: []; params?: {} }
    'events.store_import': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.duplicate': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.store': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.archive': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.restore': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'trials.store': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'instances.cancel': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'instances.complete': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'instances.trigger': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'instances.approve': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'instances.reject': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'instances.confirm': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'instances.dismiss': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'instanceId': ParamValue} }
    'campaigns.break': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.resume': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'campaigns.panic': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'pictures.store': { paramsTuple?: []; params?: {} }
    'card_sets.store': { paramsTuple?: []; params?: {} }
    'cards.store': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'cards.retire': { paramsTuple: [ParamValue,ParamValue]; params: {'setId': ParamValue,'cardId': ParamValue} }
    'cards.restore': { paramsTuple: [ParamValue,ParamValue]; params: {'setId': ParamValue,'cardId': ParamValue} }
    'card_sets.publish': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.duplicate': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.archive': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.restore': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'imports.check': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'imports.store': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'packs.pause': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'packs.resume': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'packs.change_seed': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'packs.skip': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'showingId': ParamValue} }
    'packs.replay': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'openingId': ParamValue} }
    'packs.refund': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'openingId': ParamValue} }
    'boons.approve': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'boonId': ParamValue} }
    'boons.reject': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'boonId': ParamValue} }
    'collections.dust': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'collections.craft': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'collections.boon': { paramsTuple: [ParamValue]; params: {'channel': ParamValue} }
    'overlay.pack_complete': { paramsTuple?: []; params?: {} }
    'overlay.shown': { paramsTuple?: []; params?: {} }
    'overlays.test': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'overlays.rotate': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'streamers.reconcile': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'campaigns.reconcile': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'streamerId': ParamValue} }
    'failures.replay': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'failureId': ParamValue} }
    'connection.connect': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'connection.check': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'eventsub.replay': { paramsTuple: [ParamValue]; params: {'failureId': ParamValue} }
    'preflight.store': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'members.go_live': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'rehearsals.store': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
  }
  DELETE: {
    'account.destroy': { paramsTuple?: []; params?: {} }
    'members.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'memberId': ParamValue} }
    'invitations.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'invitationId': ParamValue} }
    'features.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'feature': ParamValue} }
    'foundry.bridge.root': { paramsTuple?: []; params?: {} }
    'foundry.bridge.unknown': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'foundry.disconnect': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.revoke': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'tokenId': ParamValue} }
    'events.reset_cooldown': { paramsTuple: [ParamValue,ParamValue,ParamValue?]; params: {'campaignId': ParamValue,'eventId': ParamValue,'streamerId'?: ParamValue} }
    'cards.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'setId': ParamValue,'cardId': ParamValue} }
    'card_sets.destroy': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'overlays.end_replaced': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'points.erase': { paramsTuple?: []; params?: {} }
    'failures.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'failureId': ParamValue} }
    'connection.disconnect': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'eventsub.dismiss': { paramsTuple: [ParamValue]; params: {'failureId': ParamValue} }
    'rehearsals.destroy': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
  }
  PUT: {
    'access.update': { paramsTuple?: []; params?: {} }
    'campaigns.update': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.bridge.root': { paramsTuple?: []; params?: {} }
    'foundry.bridge.unknown': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
    'foundry.assign': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.settings': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'foundry.rules': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'events.offer': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.tune_offer': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.update': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.tune': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'events.switch': { paramsTuple: [ParamValue,ParamValue]; params: {'campaignId': ParamValue,'eventId': ParamValue} }
    'safety.update': { paramsTuple: [ParamValue]; params: {'campaignId': ParamValue} }
    'card_sets.update': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.rarities': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'card_sets.pack': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'cards.order': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'cards.update': { paramsTuple: [ParamValue,ParamValue]; params: {'setId': ParamValue,'cardId': ParamValue} }
    'card_sets.lend': { paramsTuple: [ParamValue]; params: {'setId': ParamValue} }
    'packs.update': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'packs.offer': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'setId': ParamValue} }
    'packs.dust': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'setId': ParamValue} }
    'packs.move': { paramsTuple: [ParamValue,ParamValue]; params: {'streamerId': ParamValue,'openingId': ParamValue} }
    'overlays.update': { paramsTuple: [ParamValue]; params: {'streamerId': ParamValue} }
    'points.update': { paramsTuple?: []; params?: {} }
    'eventsub.update': { paramsTuple?: []; params?: {} }
  }
  OPTIONS: {
    'foundry.bridge.root': { paramsTuple?: []; params?: {} }
    'foundry.bridge.unknown': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
  PATCH: {
    'foundry.bridge.root': { paramsTuple?: []; params?: {} }
    'foundry.bridge.unknown': { paramsTuple: [...ParamValue[]]; params: {'*': ParamValue[]} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}