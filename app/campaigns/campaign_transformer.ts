import { BaseTransformer } from '@adonisjs/core/transformers'
import type Campaign from '#campaigns/campaign'
import CampaignMemberTransformer from '#campaigns/campaign_member_transformer'

export default class CampaignTransformer extends BaseTransformer<Campaign> {
  toObject() {
    return {
      ...this.pick(this.resource, [
        'id',
        'name',
        'description',
        'visibility',
        'viewersSearchable',
        'fallbackViewers',
        'breakSince',
        'panicSince',
        'archivedAt',
      ]),
      members: CampaignMemberTransformer.transform(this.whenLoaded(this.resource.members)),
    }
  }
}
