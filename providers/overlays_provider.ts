import type { ApplicationService } from '@adonisjs/core/types'

export default class OverlaysProvider {
  constructor(protected app: ApplicationService) {}

  register() {}
}
