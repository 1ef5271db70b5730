import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import Campaign from '#campaigns/campaign'
import CampaignPolicy from '#campaigns/campaign_policy'
import CampaignTransformer from '#campaigns/campaign_transformer'
import { transact } from '#core/transact'
import { pairedWorld } from '#foundry/choices/paired_world'
import { ArchiveEvent } from '#gamification/events/archive_event'
import { EVENT_TEMPLATES } from '#gamification/events/event_templates'
import EventTransformer from '#gamification/events/event_transformer'
import { eventValidator, switchValidator } from '#gamification/events/event_validator'
import { findEvent, listEvents } from '#gamification/events/find_event'
import { handlerCatalogue } from '#gamification/events/handler_catalogue'
import { SaveEvent } from '#gamification/events/save_event'
import { SwitchEvent } from '#gamification/events/switch_event'
import { ActionRegistry, TriggerRegistry } from '#gamification/handlers/registries'

/**
 * The events of a campaign. Every member may look, a GM may change.
 */
@inject()
export default class EventsController {
  constructor(
    private triggers: TriggerRegistry,
    private actions: ActionRegistry
  ) {}

  async index({ inertia, params, bouncer }: HttpContext) {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('view', campaign)

    return inertia.render('events/index', {
      campaign: CampaignTransformer.transform(campaign),
      events: EventTransformer.transform(await listEvents(campaign.id)),
      templates: EVENT_TEMPLATES.map(({ id, event: { name, description } }) => ({
        id,
        name,
        description,
      })),
      mayManage: await bouncer.with(CampaignPolicy).allows('manage', campaign),
    })
  }

  async create(ctx: HttpContext) {
    const campaign = await this.#managed(ctx)
    const asked = ctx.request.input('template')
    const template = EVENT_TEMPLATES.find(({ id }) => id === asked) ?? EVENT_TEMPLATES[0]

    return ctx.inertia.render('events/edit', {
      campaign: CampaignTransformer.transform(campaign),
      event: null,
      template: template.event,
      handlers: await this.#handlers(campaign),
    })
  }

  @inject()
  async store(ctx: HttpContext, saveEvent: SaveEvent) {
    const campaign = await this.#managed(ctx)
    const event = await saveEvent.create(
      campaign.id,
      await ctx.request.validateUsing(eventValidator)
    )

    ctx.session.flash('success', `“${event.name}” is made. Switch it on when you are ready.`)
    return ctx.response.redirect().toPath(`/campaigns/${campaign.id}/events`)
  }

  async edit(ctx: HttpContext) {
    const campaign = await this.#managed(ctx)
    const event = await findEvent(campaign.id, ctx.params.eventId)

    return ctx.inertia.render('events/edit', {
      campaign: CampaignTransformer.transform(campaign),
      event: EventTransformer.transform(event).useVariant('forEditing'),
      template: null,
      handlers: await this.#handlers(campaign),
    })
  }

  @inject()
  async update(ctx: HttpContext, saveEvent: SaveEvent) {
    const campaign = await this.#managed(ctx)
    const event = await findEvent(campaign.id, ctx.params.eventId)
    await saveEvent.update(event, await ctx.request.validateUsing(eventValidator))

    ctx.session.flash('success', 'Saved. Goals already running keep their rules.')
    return ctx.response.redirect().toPath(`/campaigns/${campaign.id}/events`)
  }

  @inject()
  async switch(ctx: HttpContext, switchEvent: SwitchEvent) {
    const campaign = await this.#managed(ctx)
    const event = await findEvent(campaign.id, ctx.params.eventId)
    const { isEnabled } = await ctx.request.validateUsing(switchValidator)
    await switchEvent.execute(event.id, isEnabled)

    ctx.session.flash('success', `“${event.name}” is ${isEnabled ? 'on' : 'off'}.`)
    return ctx.response.redirect().back()
  }

  @inject()
  async archive(ctx: HttpContext, archiveEvent: ArchiveEvent) {
    const campaign = await this.#managed(ctx)
    const event = await findEvent(campaign.id, ctx.params.eventId)
    await archiveEvent.execute(event.id)

    ctx.session.flash('success', `“${event.name}” is archived; open points go back.`)
    return ctx.response.redirect().toPath(`/campaigns/${campaign.id}/events`)
  }

  @inject()
  async restore(ctx: HttpContext, archiveEvent: ArchiveEvent) {
    const campaign = await this.#managed(ctx)
    const event = await findEvent(campaign.id, ctx.params.eventId)
    await archiveEvent.undo(event.id)

    ctx.session.flash('success', `“${event.name}” is back.`)
    return ctx.response.redirect().toPath(`/campaigns/${campaign.id}/events`)
  }

  /** What there is to choose from, for the world that is connected. */
  async #handlers({ id }: Campaign) {
    const world = await transact((sql) => pairedWorld(sql, id))
    return handlerCatalogue(this.triggers, this.actions, world)
  }

  async #managed({ params, bouncer }: HttpContext): Promise<Campaign> {
    const campaign = await Campaign.fromAddress(params.campaignId)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    return campaign
  }
}
