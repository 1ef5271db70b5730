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
  }
  members: {
    index: typeof routes['members.index']
    goLive: typeof routes['members.go_live']
    destroy: typeof routes['members.destroy']
  }
  notFound: typeof routes['not_found']
}
