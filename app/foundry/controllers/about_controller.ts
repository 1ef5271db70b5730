import { inject } from '@adonisjs/core'
import { AboutServer } from '#foundry/about_server'

/** What the module's connection test asks first. */
@inject()
export default class AboutController {
  constructor(private aboutServer: AboutServer) {}

  show() {
    return this.aboutServer.execute()
  }
}
