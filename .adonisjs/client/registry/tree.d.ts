/* eslint-disable prettier/prettier */
import type { routes } from './index.ts'

export interface ApiDefinition {
  health: {
    live: typeof routes['health.live']
    show: typeof routes['health.show']
  }
  home: typeof routes['home']
  session: {
    create: typeof routes['session.create']
    redirect: typeof routes['session.redirect']
    callback: typeof routes['session.callback']
    destroy: typeof routes['session.destroy']
  }
  demo: {
    signIn: typeof routes['demo.sign_in']
  }
  account: {
    show: typeof routes['account.show']
    destroy: typeof routes['account.destroy']
  }
  access: {
    edit: typeof routes['access.edit']
    update: typeof routes['access.update']
  }
  invitations: {
    show: typeof routes['invitations.show']
    accept: typeof routes['invitations.accept']
    decline: typeof routes['invitations.decline']
    store: typeof routes['invitations.store']
    destroy: typeof routes['invitations.destroy']
  }
  campaigns: {
    index: typeof routes['campaigns.index']
    create: typeof routes['campaigns.create']
    store: typeof routes['campaigns.store']
    edit: typeof routes['campaigns.edit']
    update: typeof routes['campaigns.update']
    archive: typeof routes['campaigns.archive']
    restore: typeof routes['campaigns.restore']
    import: typeof routes['campaigns.import']
    storeImport: typeof routes['campaigns.store_import']
    export: typeof routes['campaigns.export']
    break: typeof routes['campaigns.break']
    resume: typeof routes['campaigns.resume']
    panic: typeof routes['campaigns.panic']
    show: typeof routes['campaigns.show']
    stream: typeof routes['campaigns.stream']
    reconcile: typeof routes['campaigns.reconcile']
  }
  members: {
    index: typeof routes['members.index']
    destroy: typeof routes['members.destroy']
    goLive: typeof routes['members.go_live']
  }
  features: {
    store: typeof routes['features.store']
    destroy: typeof routes['features.destroy']
  }
  foundry: {
    bridge: {
      about: typeof routes['foundry.bridge.about']
      pairStart: typeof routes['foundry.bridge.pair_start']
      pairPoll: typeof routes['foundry.bridge.pair_poll']
      hello: typeof routes['foundry.bridge.hello']
      heartbeat: typeof routes['foundry.bridge.heartbeat']
      stream: typeof routes['foundry.bridge.stream']
      commands: typeof routes['foundry.bridge.commands']
      result: typeof routes['foundry.bridge.result']
      events: typeof routes['foundry.bridge.events']
      rotate: typeof routes['foundry.bridge.rotate']
      unpair: typeof routes['foundry.bridge.unpair']
      root: typeof routes['foundry.bridge.root']
      unknown: typeof routes['foundry.bridge.unknown']
    }
    pair: typeof routes['foundry.pair'] & {
      approve: typeof routes['foundry.pair.approve']
      deny: typeof routes['foundry.pair.deny']
    }
    show: typeof routes['foundry.show']
    disconnect: typeof routes['foundry.disconnect']
    assign: typeof routes['foundry.assign']
    settings: typeof routes['foundry.settings']
    rules: typeof routes['foundry.rules']
    revoke: typeof routes['foundry.revoke']
    choices: typeof routes['foundry.choices'] & {
      ask: typeof routes['foundry.choices.ask']
    }
    decide: typeof routes['foundry.decide']
    manifest: typeof routes['foundry.manifest']
    zip: typeof routes['foundry.zip']
    version: typeof routes['foundry.version']
  }
  docs: {
    api: typeof routes['docs.api'] & {
      json: typeof routes['docs.api.json']
    }
  }
  polls: {
    index: typeof routes['polls.index']
    store: typeof routes['polls.store']
    end: typeof routes['polls.end']
    cancel: typeof routes['polls.cancel']
    stream: typeof routes['polls.stream']
  }
  rewards: {
    list: typeof routes['rewards.list']
    retry: typeof routes['rewards.retry']
    renew: typeof routes['rewards.renew']
  }
  events: {
    index: typeof routes['events.index']
    offer: typeof routes['events.offer']
    tuneOffer: typeof routes['events.tune_offer']
    import: typeof routes['events.import']
    storeImport: typeof routes['events.store_import']
    duplicate: typeof routes['events.duplicate']
    create: typeof routes['events.create']
    store: typeof routes['events.store']
    edit: typeof routes['events.edit']
    update: typeof routes['events.update']
    tune: typeof routes['events.tune']
    switch: typeof routes['events.switch']
    archive: typeof routes['events.archive']
    restore: typeof routes['events.restore']
    resetCooldown: typeof routes['events.reset_cooldown']
  }
  safety: {
    show: typeof routes['safety.show']
    update: typeof routes['safety.update']
  }
  trials: {
    show: typeof routes['trials.show']
    store: typeof routes['trials.store']
  }
  instances: {
    cancel: typeof routes['instances.cancel']
    complete: typeof routes['instances.complete']
    trigger: typeof routes['instances.trigger']
    approve: typeof routes['instances.approve']
    reject: typeof routes['instances.reject']
    confirm: typeof routes['instances.confirm']
    dismiss: typeof routes['instances.dismiss']
  }
  pictures: {
    show: typeof routes['pictures.show']
    store: typeof routes['pictures.store']
  }
  cardSets: {
    index: typeof routes['card_sets.index']
    store: typeof routes['card_sets.store']
    show: typeof routes['card_sets.show']
    update: typeof routes['card_sets.update']
    rarities: typeof routes['card_sets.rarities']
    pack: typeof routes['card_sets.pack']
    publish: typeof routes['card_sets.publish']
    lend: typeof routes['card_sets.lend']
    duplicate: typeof routes['card_sets.duplicate']
    archive: typeof routes['card_sets.archive']
    restore: typeof routes['card_sets.restore']
    destroy: typeof routes['card_sets.destroy']
  }
  cards: {
    store: typeof routes['cards.store']
    order: typeof routes['cards.order']
    update: typeof routes['cards.update']
    retire: typeof routes['cards.retire']
    restore: typeof routes['cards.restore']
    destroy: typeof routes['cards.destroy']
  }
  imports: {
    check: typeof routes['imports.check']
    store: typeof routes['imports.store']
  }
  packs: {
    show: typeof routes['packs.show']
    stream: typeof routes['packs.stream']
    update: typeof routes['packs.update']
    offer: typeof routes['packs.offer']
    dust: typeof routes['packs.dust']
    pause: typeof routes['packs.pause']
    resume: typeof routes['packs.resume']
    changeSeed: typeof routes['packs.change_seed']
    skip: typeof routes['packs.skip']
    replay: typeof routes['packs.replay']
    move: typeof routes['packs.move']
    refund: typeof routes['packs.refund']
    api: {
      sets: typeof routes['packs.api.sets']
      set: typeof routes['packs.api.set']
      observed: typeof routes['packs.api.observed']
      seeds: typeof routes['packs.api.seeds']
      seed: typeof routes['packs.api.seed']
      collection: typeof routes['packs.api.collection']
      edition: typeof routes['packs.api.edition']
      unknown: typeof routes['packs.api.unknown']
    }
    public: {
      channel: typeof routes['packs.public.channel']
      odds: typeof routes['packs.public.odds']
      check: typeof routes['packs.public.check']
    }
  }
  boons: {
    approve: typeof routes['boons.approve']
    reject: typeof routes['boons.reject']
  }
  collections: {
    dust: typeof routes['collections.dust']
    craft: typeof routes['collections.craft']
    boon: typeof routes['collections.boon']
    index: typeof routes['collections.index']
    show: typeof routes['collections.show']
    share: typeof routes['collections.share']
  }
  overlay: {
    page: typeof routes['overlay.page']
    worker: typeof routes['overlay.worker']
    snapshot: typeof routes['overlay.snapshot']
    stream: typeof routes['overlay.stream']
    packComplete: typeof routes['overlay.pack_complete']
    shown: typeof routes['overlay.shown']
  }
  overlays: {
    show: typeof routes['overlays.show']
    update: typeof routes['overlays.update']
    test: typeof routes['overlays.test']
    rotate: typeof routes['overlays.rotate']
    endReplaced: typeof routes['overlays.end_replaced']
    bootstrap: typeof routes['overlays.bootstrap']
  }
  accounts: {
    index: typeof routes['accounts.index']
    export: typeof routes['accounts.export']
    show: typeof routes['accounts.show']
  }
  streamers: {
    reconcile: typeof routes['streamers.reconcile']
    stream: typeof routes['streamers.stream']
  }
  connection: {
    ofCampaign: typeof routes['connection.of_campaign']
    own: typeof routes['connection.own']
    connect: typeof routes['connection.connect']
    disconnect: typeof routes['connection.disconnect']
    check: typeof routes['connection.check']
  }
  points: {
    show: typeof routes['points.show']
    update: typeof routes['points.update']
    export: typeof routes['points.export']
    erase: typeof routes['points.erase']
  }
  dashboard: {
    show: typeof routes['dashboard.show']
  }
  feed: {
    index: typeof routes['feed.index']
    lines: typeof routes['feed.lines']
    stream: typeof routes['feed.stream']
    show: typeof routes['feed.show']
  }
  failures: {
    index: typeof routes['failures.index']
    show: typeof routes['failures.show']
    replay: typeof routes['failures.replay']
    destroy: typeof routes['failures.destroy']
  }
  audience: {
    index: typeof routes['audience.index']
    show: typeof routes['audience.show']
  }
  sessions: {
    index: typeof routes['sessions.index']
    show: typeof routes['sessions.show']
  }
  eventsub: {
    show: typeof routes['eventsub.show']
    update: typeof routes['eventsub.update']
    message: typeof routes['eventsub.message']
    replay: typeof routes['eventsub.replay']
    dismiss: typeof routes['eventsub.dismiss']
  }
  public: {
    show: typeof routes['public.show']
    stream: typeof routes['public.stream']
    viewer: typeof routes['public.viewer']
  }
  preflight: {
    show: typeof routes['preflight.show']
    store: typeof routes['preflight.store']
  }
  rehearsals: {
    index: typeof routes['rehearsals.index']
    store: typeof routes['rehearsals.store']
    destroy: typeof routes['rehearsals.destroy']
  }
  notFound: typeof routes['not_found']
}
