import { BaseTransformer } from '@adonisjs/core/transformers'
import UserTransformer from '#accounts/user_transformer'
import type CampaignMember from '#campaigns/campaign_member'

export default class CampaignMemberTransformer extends BaseTransformer<CampaignMember> {
  toObject() {
    return {
      ...this.pick(this.resource, ['id', 'userId', 'role', 'isLive', 'joinedAt']),
      user: UserTransformer.transform(this.whenLoaded(this.resource.user)),
    }
  }
}
