/* eslint-disable prettier/prettier */
import type { routes } from './index.ts'

export interface ApiDefinition {
  health: {
    live: typeof routes['health.live']
  }
  home: typeof routes['home']
  notFound: typeof routes['not_found']
}
