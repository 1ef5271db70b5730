import { BaseEvent } from '@adonisjs/core/events'

/** A viewer is nobody any more: whoever remembers viewers by their Twitch id looks again. */
export class ViewerErased extends BaseEvent {}
