import '@adonisjs/inertia/types'

import type { VNodeProps, AllowedComponentProps, ComponentInstance } from 'vue'

type ExtractProps<T> = Omit<
  ComponentInstance<T>['$props'],
  keyof VNodeProps | keyof AllowedComponentProps
>

declare module '@adonisjs/inertia/types' {
  export interface InertiaPages {
    'accounts/access': ExtractProps<(typeof import('../../inertia/pages/accounts/access.vue'))['default']>
    'accounts/show': ExtractProps<(typeof import('../../inertia/pages/accounts/show.vue'))['default']>
    'accounts/sign_in': ExtractProps<(typeof import('../../inertia/pages/accounts/sign_in.vue'))['default']>
    'admin/eventsub': ExtractProps<(typeof import('../../inertia/pages/admin/eventsub.vue'))['default']>
    'campaigns/accounts': ExtractProps<(typeof import('../../inertia/pages/campaigns/accounts.vue'))['default']>
    'campaigns/connection': ExtractProps<(typeof import('../../inertia/pages/campaigns/connection.vue'))['default']>
    'campaigns/create': ExtractProps<(typeof import('../../inertia/pages/campaigns/create.vue'))['default']>
    'campaigns/edit': ExtractProps<(typeof import('../../inertia/pages/campaigns/edit.vue'))['default']>
    'campaigns/import': ExtractProps<(typeof import('../../inertia/pages/campaigns/import.vue'))['default']>
    'campaigns/index': ExtractProps<(typeof import('../../inertia/pages/campaigns/index.vue'))['default']>
    'campaigns/invitation': ExtractProps<(typeof import('../../inertia/pages/campaigns/invitation.vue'))['default']>
    'campaigns/live': ExtractProps<(typeof import('../../inertia/pages/campaigns/live.vue'))['default']>
    'campaigns/members': ExtractProps<(typeof import('../../inertia/pages/campaigns/members.vue'))['default']>
    'campaigns/preflight': ExtractProps<(typeof import('../../inertia/pages/campaigns/preflight.vue'))['default']>
    'campaigns/public': ExtractProps<(typeof import('../../inertia/pages/campaigns/public.vue'))['default']>
    'campaigns/redemption': ExtractProps<(typeof import('../../inertia/pages/campaigns/redemption.vue'))['default']>
    'campaigns/rehearsal': ExtractProps<(typeof import('../../inertia/pages/campaigns/rehearsal.vue'))['default']>
    'campaigns/viewer': ExtractProps<(typeof import('../../inertia/pages/campaigns/viewer.vue'))['default']>
    'card_sets/index': ExtractProps<(typeof import('../../inertia/pages/card_sets/index.vue'))['default']>
    'card_sets/show': ExtractProps<(typeof import('../../inertia/pages/card_sets/show.vue'))['default']>
    'channel/connection': ExtractProps<(typeof import('../../inertia/pages/channel/connection.vue'))['default']>
    'channel/events': ExtractProps<(typeof import('../../inertia/pages/channel/events.vue'))['default']>
    'channel/failures': ExtractProps<(typeof import('../../inertia/pages/channel/failures.vue'))['default']>
    'channel/session': ExtractProps<(typeof import('../../inertia/pages/channel/session.vue'))['default']>
    'channel/sessions': ExtractProps<(typeof import('../../inertia/pages/channel/sessions.vue'))['default']>
    'channel/viewer': ExtractProps<(typeof import('../../inertia/pages/channel/viewer.vue'))['default']>
    'channel/viewers': ExtractProps<(typeof import('../../inertia/pages/channel/viewers.vue'))['default']>
    'dashboard/show': ExtractProps<(typeof import('../../inertia/pages/dashboard/show.vue'))['default']>
    'errors/show': ExtractProps<(typeof import('../../inertia/pages/errors/show.vue'))['default']>
    'events/edit': ExtractProps<(typeof import('../../inertia/pages/events/edit.vue'))['default']>
    'events/index': ExtractProps<(typeof import('../../inertia/pages/events/index.vue'))['default']>
    'foundry/pair': ExtractProps<(typeof import('../../inertia/pages/foundry/pair.vue'))['default']>
    'foundry/show': ExtractProps<(typeof import('../../inertia/pages/foundry/show.vue'))['default']>
    'home': ExtractProps<(typeof import('../../inertia/pages/home.vue'))['default']>
    'overlays/show': ExtractProps<(typeof import('../../inertia/pages/overlays/show.vue'))['default']>
    'packs/channel': ExtractProps<(typeof import('../../inertia/pages/packs/channel.vue'))['default']>
    'packs/check': ExtractProps<(typeof import('../../inertia/pages/packs/check.vue'))['default']>
    'packs/collection': ExtractProps<(typeof import('../../inertia/pages/packs/collection.vue'))['default']>
    'packs/collectors': ExtractProps<(typeof import('../../inertia/pages/packs/collectors.vue'))['default']>
    'packs/odds': ExtractProps<(typeof import('../../inertia/pages/packs/odds.vue'))['default']>
    'packs/queue': ExtractProps<(typeof import('../../inertia/pages/packs/queue.vue'))['default']>
    'points/show': ExtractProps<(typeof import('../../inertia/pages/points/show.vue'))['default']>
    'polls/index': ExtractProps<(typeof import('../../inertia/pages/polls/index.vue'))['default']>
    'safety/show': ExtractProps<(typeof import('../../inertia/pages/safety/show.vue'))['default']>
  }
}
