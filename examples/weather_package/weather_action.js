import vine from '@vinejs/vine'

const SKIES = {
  rain: 'It begins to rain.',
  fog: 'Fog rolls in.',
  sun: 'The clouds part, and the sun comes out.',
}

/** Says at the table how the weather turns. */
export default class WeatherAction {
  static id = 'weather'
  static label = 'Weather'
  static description = 'The weather turns, and everybody at the table reads it.'
  static requires = ['vtt_connection']
  static commands = ['chat.send']
  static needs = []

  static settings = vine.create({
    sky: vine.enum(Object.keys(SKIES)).meta({
      title: 'The sky',
      enumNames: ['rain', 'fog', 'sunshine'],
      default: 'rain',
    }),
    thanks: vine.boolean().optional().meta({ title: 'Thank the last viewer by name' }),
  })

  async execute({ sky, thanks }, context) {
    const viewer = context.viewers.at(-1)
    if (thanks && !viewer) {
      throw new Error('Nobody wants to be named.')
    }
    const text = thanks ? `${SKIES[sky]} Thank ${viewer}.` : SKIES[sky]
    await context.order({ type: 'chat.send', payload: { text, as: 'alias', alias: 'The sky' } })
  }

  report({ sky }) {
    return { message: SKIES[sky], originalValue: null, invertedValue: null }
  }
}
