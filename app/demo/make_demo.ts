import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { SignIn } from '#accounts/sign_in'
import User from '#accounts/user'
import Campaign from '#campaigns/campaign'
import CharacterAssignment from '#campaigns/character_assignment'
import { CreateCampaign } from '#campaigns/create_campaign'
import { appUrl } from '#config/app'
import { MakeDemoSet } from '#demo/make_demo_set'
import { simulatedConsent } from '#demo/simulated_consent'
import { EVENT_TEMPLATES } from '#gamification/events/event_templates'
import { OfferEvent } from '#gamification/events/offer_event'
import { SaveEvent } from '#gamification/events/save_event'
import { SwitchEvent } from '#gamification/events/switch_event'
import { ProvideOverlay } from '#overlays/provide_overlay'

export interface DemoLink {
  label: string
  url: string
}

const GM = 'ada_gm'
/** Each streamer with the character of theirs in the tabletop stand-in's world. */
const STREAMERS = [
  { login: 'mira_streams', actorId: 'actorAria0000001', name: 'Aria Thornwood' },
  { login: 'tobi_plays', actorId: 'actorBorin000001', name: 'Borin Ironfist' },
]

/**
 * A campaign in which only playing is left to do: a GM, two streamers, their
 * characters, one reward on sale, and a card set. It goes through the same use cases as a
 * person's clicks.
 */
@inject()
export class MakeDemo {
  constructor(
    private signIn: SignIn,
    private createCampaign: CreateCampaign,
    private saveEvent: SaveEvent,
    private switchEvent: SwitchEvent,
    private offerEvent: OfferEvent,
    private overlays: ProvideOverlay,
    private makeSet: MakeDemoSet
  ) {}

  async execute(): Promise<DemoLink[]> {
    const campaign = (await this.#existing()) ?? (await this.#make())
    const mira = await this.#person('mira_streams')
    const overlay = await this.overlays.execute(mira.id)
    await this.makeSet.execute(mira.id, campaign.id)

    return [
      { label: 'Sign in as the GM', url: this.#signInUrl(GM, `/campaigns/${campaign.id}`) },
      { label: 'Sign in as a streamer', url: this.#signInUrl('mira_streams', '/dashboard') },
      { label: 'Overlay, as OBS shows it', url: await this.overlays.address(overlay) },
      { label: 'Public page', url: new URL(`/c/${campaign.id}`, appUrl).href },
    ]
  }

  async #existing(): Promise<Campaign | null> {
    return Campaign.query()
      .whereHas('members', (members) =>
        members
          .where('role', 'owner')
          .whereHas('user', (user) =>
            user.whereHas('twitch', (twitch) => twitch.where('login', GM))
          )
      )
      .preload('members')
      .orderBy('created_at')
      .first()
  }

  async #make(): Promise<Campaign> {
    const gm = await this.#person(GM)
    const campaign = await this.createCampaign.execute(gm, {
      name: 'The Emberfall Road',
      description: 'A demo campaign. Redeem, roll, and see what the crowd can do.',
      visibility: 'public',
      fallbackViewers: 10,
    })

    for (const streamer of STREAMERS) {
      await this.#join(campaign, streamer)
    }
    await this.#addEvents(campaign)
    return campaign
  }

  async #join(campaign: Campaign, { login, actorId, name }: (typeof STREAMERS)[number]) {
    const user = await this.#person(login)
    await campaign.related('members').create({ userId: user.id, role: 'streamer', isLive: true })
    await CharacterAssignment.create({
      campaignId: campaign.id,
      streamerId: user.id,
      actorId,
      name,
    })
  }

  /** All are enabled; Mira sells the first, with a goal that a few clicks reach. */
  async #addEvents(campaign: Campaign): Promise<void> {
    const mira = await this.#person('mira_streams')

    for (const [index, { event }] of EVENT_TEMPLATES.entries()) {
      const saved = await this.saveEvent.create(campaign.id, { ...event, coefficient: 0.1 })
      await this.switchEvent.execute(saved.id, true)

      if (index === 0) {
        await this.offerEvent.execute(saved.id, mira.id, { isEnabled: true, cost: null })
      }
    }
  }

  /** Their account, made by a consent on the simulator when it is not there yet. */
  async #person(login: string): Promise<User> {
    const known = await db
      .from('twitch_accounts')
      .where('login', login)
      .where('state', 'valid')
      .select('user_id')
      .first()

    return known
      ? User.findOrFail(known.user_id)
      : this.signIn.execute({ tokens: await simulatedConsent(login), invitation: null })
  }

  #signInUrl(login: string, path: string): string {
    return new URL(`/demo/sign-in/${login}?return=${encodeURIComponent(path)}`, appUrl).href
  }
}
