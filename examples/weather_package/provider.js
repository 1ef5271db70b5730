import HighRollTrigger from './high_roll_trigger.js'
import WeatherAction from './weather_action.js'

/** Adds both to Crowdcrit's registries as soon as these are made. Named in `adonisrc.ts`, after Crowdcrit's own. */
export default class WeatherProvider {
  constructor(app) {
    this.app = app
  }

  register() {
    const { container } = this.app
    container.resolving('crowdcrit.triggers', (registry) => void registry.add(HighRollTrigger))
    container.resolving('crowdcrit.actions', (registry) => void registry.add(WeatherAction))
  }
}
