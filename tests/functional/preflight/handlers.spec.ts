import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { transact } from '#core/transact'
import { FinishCommand } from '#foundry/commands/finish_command'
import { COMMAND_TYPES } from '#foundry/protocol'
import { appendCommand } from '#tests/functional/foundry/support'
import { preFlight, ready, troubles } from '#tests/functional/preflight/ready'
import { emptyDatabase } from '#tests/support/database'
import { createMember, createStreamer, testSql } from '#tests/support/fixtures'
import { type Shop, SHOP } from '#tests/support/shop'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'

type Told = Record<string, { id: string; name: string }[]>

const thunder = { id: 'list.thunder', name: 'Thunder' }
const chest = { id: 'chest', name: 'A chest' }
const road = { id: 'road', name: 'The road' }
const prone = { id: 'prone', name: 'Prone' }
const confetti = { id: 'confetti', name: 'Confetti' }
const aria = { id: 'aria', name: 'Aria' }
const borin = { id: 'borin', name: 'Borin' }
const ALL: Told = {
  sounds: [thunder],
  actors: [chest, aria],
  scenes: [road],
  statuses: [prone],
  macros: [confetti],
}

interface Parts {
  trigger?: [id: string, settings: object]
  action?: [id: string, settings: object]
}

interface Case extends Parts {
  what: string
  /** What the table has told; all of it unless it is said. */
  told?: Told
  state: 'warning' | 'failed'
  says: RegExp
}

const step = (actionId: string, settings: object) => ({ actionId, settings, delaySeconds: 0 })

const CASES: Case[] = [
  {
    what: 'a sound that is gone',
    action: ['play_sound', { sound: thunder }],
    told: { ...ALL, sounds: [] },
    state: 'failed',
    says: /: “The Sunken Keep” has no “Thunder” any more\. Pick anew/,
  },
  {
    what: 'a sound that the world was never asked for',
    action: ['play_sound', { sound: thunder }],
    told: {},
    state: 'warning',
    says: /has not said yet whether it has “Thunder”/,
  },
  {
    what: 'a macro that is not ticked',
    action: ['run_macro', { macro: confetti }],
    told: { ...ALL, macros: [] },
    state: 'warning',
    says: /“Confetti” was not ticked in Foundry’s Crowdcrit window/,
  },
  {
    what: 'treasure whose actor is gone',
    action: ['treasure_drop', { actor: chest, scene: road }],
    told: { ...ALL, actors: [] },
    state: 'failed',
    says: /has no “A chest”/,
  },
  {
    what: 'treasure on a scene that is gone',
    action: ['treasure_drop', { actor: chest, scene: road }],
    told: { ...ALL, scenes: [] },
    state: 'failed',
    says: /has no “The road”/,
  },
  {
    what: 'a condition that the game system does not know',
    action: ['status_effect', { status: prone, actor: aria }],
    told: { ...ALL, statuses: [] },
    state: 'failed',
    says: /has no “Prone”/,
  },
  {
    what: 'a number of another game system',
    action: ['stat_modify', { actor: aria, path: 'attribs.san.value', change: -1 }],
    state: 'failed',
    says: /The game system of your world \(dnd5e\) has no “Sanity” to change/,
  },
  {
    what: 'somebody whose number is to change and who is gone',
    action: ['stat_modify', { actor: borin, change: -1 }],
    state: 'failed',
    says: /has no “Borin”/,
  },
  {
    what: 'a part of a sequence',
    action: [
      'custom',
      { steps: [step('run_macro', { macro: confetti }), step('play_sound', { sound: borin })] },
    ],
    state: 'failed',
    says: /: Part 2: “The Sunken Keep” has no “Borin”/,
  },
  {
    what: 'a part of a sequence that is not installed',
    action: ['custom', { steps: [step('confetti_rain', {})] }],
    state: 'failed',
    says: /: Part 1: “confetti_rain” is not installed here/,
  },
  {
    what: 'a trigger that waits for nobody who is there',
    trigger: ['dice_critical', { characters: [borin] }],
    state: 'failed',
    says: /has no “Borin”/,
  },
  {
    what: 'a trigger that waits for somebody who is gone, and for another',
    trigger: ['dice_critical', { characters: [aria, borin] }],
    state: 'warning',
    says: /has no “Borin”/,
  },
  {
    what: 'cheers that nobody listens to',
    trigger: ['channel_event', { what: 'cheer', minimum: 100 }],
    state: 'failed',
    says: /No streamer has switched on “Cheers”, so it is never heard/,
  },
  {
    what: 'a rule about follows that nobody listens to',
    trigger: [
      'custom',
      { source: 'follow', conditions: [{ field: 'viewer', comparison: 'is', value: 'Ada' }] },
    ],
    state: 'failed',
    says: /No streamer has switched on “Followers”/,
  },
  {
    what: 'a poll that no channel can take part in',
    trigger: ['poll_vote', { option: 'Flee' }],
    state: 'failed',
    says: /No channel can take part in a poll\. mira: Neither “Polls” nor “Chat”/,
  },
]

const FINE: { what: string; told: Told; more?: number; mute?: boolean }[] = [
  { what: 'what is there', told: ALL },
  { what: 'what a list may have beyond what it tells', told: { sounds: [] }, more: 1 },
  { what: 'a world that cannot be asked', told: {}, mute: true },
]

/** What of the event is not of interest. */
const SOUND: Parts = {
  trigger: ['manual', {}],
  action: ['chat_message', { message: 'Hi', as: 'gm' }],
}

test.group('Pre-flight | what the handlers see', (group) => {
  let simulator: TwitchSimulator
  let shop: Shop
  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: SHOP, broadcasterType: 'affiliate' }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await emptyDatabase()
    await simulator.reset()
    shop = await ready(simulator)
    await testSql().run(
      'UPDATE foundry_connections SET capabilities = $1, characters = $2::jsonb',
      [[...COMMAND_TYPES], JSON.stringify([{ actorId: 'aria', actorName: 'Aria' }])]
    )
  })

  const become = ({ trigger = SOUND.trigger, action = SOUND.action }: Parts) =>
    testSql().run(
      `UPDATE gamification_events SET trigger_id = $1, trigger_settings = $2, action_id = $3,
         action_settings = $4`,
      [
        ...[trigger?.[0] ?? '', JSON.stringify(trigger?.[1])],
        ...[action?.[0] ?? '', JSON.stringify(action?.[1])],
      ]
    )
  /** The table's answers to what it was asked once. */
  const tell = async (told: Told, more = 0) => {
    const finish = await app.container.make(FinishCommand)
    for (const [what, choices] of Object.entries(told)) {
      const order = { type: 'world.query' as const, payload: { what } }
      const { id } = await appendCommand(shop.stage.campaignId, order)
      const after = { choices, total: choices.length + more }
      await transact((sql, deferred) =>
        finish.within(sql, id, { status: 'done', after }, deferred, ['queued'])
      )
    }
  }

  test('names {what}')
    .with(CASES)
    .run(async ({ assert }, { told = ALL, state, says, ...parts }) => {
      await become(parts)
      await tell(told)

      const [found, ...others] = troubles(await preFlight(shop))
      assert.deepEqual(others, [], 'one cause, one finding')
      assert.equal(found?.check, 'handlers')
      assert.equal(found?.state, state)
      assert.match(found?.meaning ?? '', says)
      assert.match(found?.action?.href ?? '', /\/events\/[\w-]{36}$/)
    })

  test('sees nothing wrong with {what}')
    .with(FINE)
    .run(async ({ assert }, { told, more, mute }) => {
      await become({ action: ['play_sound', { sound: thunder }] })
      if (mute) {
        await testSql().run(`UPDATE foundry_connections SET capabilities = '{sound.play}'`)
      }
      await tell(told, more)
      assert.deepEqual(troubles(await preFlight(shop)), [])
    })

  test('sees who hears, and who can be asked', async ({ assert }) => {
    const other = await createStreamer(testSql(), { name: 'Tarn' })
    await createMember(testSql(), shop.stage.campaignId, other.id, 'streamer', false)
    const troublesOf = async (trigger: [string, object]) => {
      await become({ trigger })
      const found = troubles(await preFlight(shop))
      return found.filter(({ check }) => check === 'handlers').map(({ meaning }) => meaning)
    }

    const cheer = ['channel_event', { what: 'cheer' }] satisfies [string, object]
    await testSql().run(
      `INSERT INTO channel_features (streamer_id, feature) VALUES ($1, 'bits'), ($1, 'chat')`,
      [shop.stage.streamer.id]
    )
    await testSql().run(`UPDATE twitch_accounts SET scopes = scopes || '{user:read:chat}'`)
    const [deaf, ...others] = await troublesOf(cheer)
    assert.match(String(deaf), /“Cheers” is off for Tarn/)
    assert.deepEqual(others, [])
    assert.deepEqual(await troublesOf(['channel_event', { what: 'raid' }]), [])
    assert.deepEqual(await troublesOf(['poll_vote', { option: 'Flee' }]), [])
  })
})
