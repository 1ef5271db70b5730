import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import User from '#accounts/user'
import { CHAT_LINES } from '#channels/features/channel_features'
import { transact } from '#core/transact'
import { chatLineText } from '#gamification/chat/chat_line_text'
import { claimChatLines } from '#gamification/chat/claim_chat_lines'
import { SayChatLines } from '#gamification/chat/say_chat_lines'
import { GamificationService } from '#gamification/gamification_service'
import TwitchAccount from '#twitch/twitch_account'
import { emptyDatabase } from '../../support/database.js'
import { createCampaign, createMember, testSql, type TestStage } from '../../support/fixtures.js'
import { Shop, SHOP } from '../../support/shop.js'
import { STREAMER_SCOPES, useSimulator } from '../../support/streamer.js'
import { TwitchSimulator } from '../../support/twitch_simulator.js'
import { Visitor } from '../../support/visitor.js'
import { instancesOf, openIntake, purchase } from '../ledger/support.js'
import { answer, executePending, expireDue, roll } from './game.js'
import { createGroup, leaveGroup } from './group_stage.js'

const SCOPES = [...STREAMER_SCOPES, 'user:write:chat']
const GOAL = { event: { minimum: 3, name: 'Fate reversed' } }

const MESSAGE = {
  trigger_id: 'manual',
  action_id: 'chat_message',
  action_settings: JSON.stringify({ message: 'The crowd roars' }),
}

const switchOn = (streamerId: string) =>
  testSql().run('INSERT INTO channel_features (streamer_id, feature) VALUES ($1, $2)', [
    streamerId,
    CHAT_LINES,
  ])

const states = async () => {
  const rows = await testSql().run<{ said: string }>(
    `SELECT kind || ' ' || state AS said FROM chat_lines ORDER BY id`
  )
  return rows.map(({ said }) => said)
}

/** What the worker does, and what another one in another process. */
async function say(workers = 1) {
  const made = await Promise.all(
    Array.from({ length: workers }, () => app.container.make(SayChatLines))
  )
  await Promise.all(made.map((worker) => worker.execute()))
}

/** The same without waiting for the pace, until nothing is left to say. */
async function sayAll() {
  for (
    let turn = 0;
    turn < 10 && (await states()).some((said) => said.endsWith('waiting'));
    turn++
  ) {
    await testSql().run('UPDATE chat_voices SET next_at = now()')
    await say()
  }
}

async function problem(): Promise<string | null> {
  const [voice] = await testSql().run<{ problem: string | null }>('SELECT problem FROM chat_voices')
  return voice.problem
}

/** What would be said, by streamer. */
async function texts(): Promise<Partial<Record<string, string[]>>> {
  const said: { streamerId: string; text: string }[] = []
  for (let claimed = 1; claimed > 0;) {
    await testSql().run('UPDATE chat_voices SET next_at = now()')
    const lines = await transact(claimChatLines)
    said.push(...lines.map((line) => ({ streamerId: line.streamerId, text: chatLineText(line) })))
    claimed = lines.length
  }
  return Object.fromEntries(
    [...Map.groupBy(said, ({ streamerId }) => streamerId)].map(([streamerId, own]) => [
      streamerId,
      own.map(({ text }) => text),
    ])
  )
}

async function lastOf({ eventId }: TestStage): Promise<string> {
  const [{ id }] = (await instancesOf(eventId)).slice(-1)
  return id
}

test.group('Lines in the streamer’s chat', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [{ login: SHOP, broadcasterType: 'affiliate', live: true, viewerCount: 5 }],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })
  group.each.setup(async () => {
    await simulator.reset()
    await emptyDatabase()
  })

  const chat = async () => {
    const { data } = await simulator.control<{ data: { text: string; login: string }[] }>(
      'GET',
      `/chat?broadcaster=${SHOP}`
    )
    return data.map(({ login, text }) => `${login}: ${text}`)
  }

  /** A streamer who wants them. */
  async function open(options: Parameters<typeof Shop.open>[1] = {}) {
    const shop = await Shop.open(simulator, { ...GOAL, scopes: SCOPES, ...options })
    await switchOn(shop.stage.streamer.id)
    return shop
  }

  test('when a goal is armed, and when it worked', async ({ assert }) => {
    const shop = await open()
    await shop.redeem(3)
    await sayAll()
    assert.deepEqual(await chat(), [
      'mira: “Fate reversed” is armed, 3 of 3. It waits for its moment at the table.',
    ])

    await roll(shop.stage)
    await answer(await lastOf(shop.stage), { status: 'done', before: 20, after: 1 })
    await sayAll()
    assert.deepEqual((await chat()).slice(1), [
      'mira: “Fate reversed” worked. Mira the Bold’s roll turned from 20 to 1.',
    ])
    assert.deepEqual(await states(), ['armed said', 'succeeded said'])
  })

  test('one line for all refunds of a goal, with the reason', async ({ assert }) => {
    const shop = await open()
    await shop.redeem(2)
    await testSql().run('UPDATE instances SET version = version + 1, expires_at = now()')
    await Promise.all([expireDue(), expireDue()])
    await sayAll()
    await shop.settle()
    await sayAll()

    assert.deepEqual(await chat(), [
      'mira: “Fate reversed” did not happen: 2 redemptions go back. The goal was not reached in time.',
    ])
  })

  test('nothing without being asked for, nor when nothing was paid', async ({ assert }) => {
    const quiet = await Shop.open(simulator, { ...GOAL, scopes: SCOPES })
    await quiet.redeem(3)
    await say()
    assert.deepEqual(await states(), [])

    await switchOn(quiet.stage.streamer.id)
    await testSql().run('DELETE FROM redemptions')
    const game = await app.container.make(GamificationService)
    await game.panic(quiet.stage.campaignId)
    await sayAll()
    assert.deepEqual(await states(), [])
    assert.deepEqual(await chat(), [])
  })

  test('of what happens at once, only how it ends', async ({ assert }) => {
    const shop = await open({ event: { ...GOAL.event, ...MESSAGE, mode: 'immediate' } })
    await shop.redeem(3)
    await executePending()
    await sayAll()
    assert.deepEqual(await chat(), [])

    await answer(await lastOf(shop.stage), { status: 'failed' })
    await sayAll()
    assert.deepEqual(await chat(), [
      'mira: “Fate reversed” did not happen: 3 redemptions go back. It could not be done at the table.',
    ])
  })

  test('said once by however many workers, one every two seconds', async ({ assert }) => {
    const shop = await open()
    await shop.redeem(3)
    await roll(shop.stage)
    await answer(await lastOf(shop.stage), { status: 'failed' })

    await say(6)
    assert.deepEqual(await states(), ['armed said', 'refunded waiting'])
    await say(6)
    assert.deepEqual(await states(), ['armed said', 'refunded waiting'])
    await testSql().run('UPDATE chat_voices SET next_at = now()')
    await say(6)

    assert.lengthOf(await chat(), 2)
  })

  test('not twice when the answer got lost', async ({ assert }) => {
    const shop = await open()
    await shop.redeem(3)
    await simulator.control('POST', '/faults/http', {
      path: 'chat/messages',
      status: 503,
      times: 1,
      applied: true,
    })
    await sayAll()
    await sayAll()

    assert.lengthOf(await chat(), 1)
    assert.equal(await problem(), 'Twitch did not answer, so the last line may be missing.')
  })

  test('later when Twitch asks for a pause, and not at all when it is old news', async ({
    assert,
  }) => {
    const shop = await open()
    await shop.redeem(3)
    await simulator.control('POST', '/faults/http', {
      path: 'chat/messages',
      status: 429,
      times: 1,
    })
    await say()
    assert.deepEqual(await states(), ['armed waiting'])
    assert.deepEqual(await chat(), [])
    await say()
    assert.deepEqual(await states(), ['armed waiting'])

    await sayAll()
    assert.lengthOf(await chat(), 1)

    await roll(shop.stage)
    await answer(await lastOf(shop.stage), { status: 'done' })
    await testSql().run(
      `UPDATE chat_lines SET created_at = created_at - interval '121 seconds' WHERE state = 'waiting'`
    )
    await sayAll()
    assert.deepEqual(await states(), ['armed said', 'succeeded dropped'])
  })

  test('switched off meanwhile: left out', async ({ assert }) => {
    const shop = await open()
    await shop.redeem(3)
    await testSql().run('DELETE FROM channel_features')
    await say()

    assert.deepEqual(await states(), ['armed dropped'])
    assert.deepEqual(await chat(), [])
  })

  test('the dashboard says how it goes: {state}')
    .with([
      { state: 'off', detail: null },
      { state: 'ok', detail: 'Nothing to say yet.' },
      { state: 'broken', detail: 'Twitch has to allow us to write in your chat.' },
      { state: 'waiting', detail: 'Twitch withheld the last line: Your message is being checked.' },
    ])
    .run(async ({ client, assert }, { state, detail }) => {
      const scopes = state === 'broken' ? STREAMER_SCOPES : SCOPES
      const shop = await Shop.open(simulator, { ...GOAL, scopes })
      if (state !== 'off') await switchOn(shop.stage.streamer.id)
      if (state === 'waiting') await simulator.control('POST', '/faults/chat', { withheld: 1 })
      if (state !== 'ok') await shop.redeem(3)
      await sayAll()

      const page = await client
        .get('/dashboard')
        .withInertia()
        .loginAs(await User.findOrFail(shop.stage.streamer.id))

      const rows: { part: string; state: string; detail: string; action: unknown }[] =
        page.inertiaProps.connections
      const row = rows.find(({ part }) => part === 'chat')
      assert.equal(row?.state, state === 'off' ? undefined : state)
      assert.equal(row?.detail ?? null, detail)
      assert.equal(page.inertiaProps.chatLines, state !== 'off')
      if (state === 'broken') {
        assert.deepInclude(row?.action, {
          href: '/auth/twitch/redirect?for=chat_lines&return=%2Fdashboard%23chat',
        })
        assert.deepEqual(await chat(), [])
      }
    })

  test('switching them on asks Twitch first, and leads back to the switch', async ({ assert }) => {
    const visitor = new Visitor()
    await visitor.signIn(SHOP, '?for=streamer')
    const { userId } = await TwitchAccount.findByOrFail('login', SHOP)
    const campaign = await createCampaign(testSql())
    await createMember(testSql(), campaign.id, userId, 'streamer')
    const address = `/streamers/${userId}/features/${CHAT_LINES}`
    const form = { return: '/dashboard#chat' }
    const features = () => testSql().run('SELECT feature FROM channel_features')

    const pressed = await visitor.post(address, form)
    await pressed.body?.cancel()
    const twitch = await visitor.get(pressed.headers.get('x-inertia-location') ?? '')
    const consent = new URL(twitch.headers.get('location') ?? '')
    assert.include(consent.searchParams.get('scope'), 'user:write:chat')
    assert.deepEqual(await features(), [])

    const { url } = await visitor.follow(`${consent}&login=${SHOP}`)
    assert.match(url, /\/dashboard#chat$/)
    assert.deepEqual(await features(), [{ feature: CHAT_LINES }])

    const off = await visitor.post(address, form, 'DELETE')
    await off.body?.cancel()
    assert.equal(off.headers.get('location'), '/dashboard#chat')
    assert.deepEqual(await features(), [])
  })

  test('of a group, in each chat what its own viewers have put in', async ({ assert, cleanup }) => {
    const intake = openIntake()
    cleanup(() => intake.stop())
    const { stage, channels } = await createGroup([10, 10, 10], { minimum: 6, name: 'Tide' })
    const [one, other, silent] = channels
    for (const { streamer } of channels) await switchOn(streamer.id)
    for (const channel of [one, one, other, other, other]) {
      await intake.take(purchase(channel.reward))
    }

    await leaveGroup(stage, other.streamer.id)
    const game = await app.container.make(GamificationService)
    await game.panic(stage.campaignId)
    const said = await texts()

    assert.deepEqual(said[one.streamer.id], [
      '“Tide” did not happen: 2 redemptions go back. The game master stopped everything.',
    ])
    assert.deepEqual(said[other.streamer.id], [
      '“Tide” did not happen: 3 redemptions go back. The streamer left the campaign.',
    ])
    assert.isUndefined(said[silent.streamer.id])
  })
})
