import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import limiter from '@adonisjs/limiter/services/main'
import { randomUUID } from 'node:crypto'
import { AccountObligations } from '#accounts/account_obligations'
import { DeleteAccount } from '#accounts/delete_account'
import User from '#accounts/user'
import { ArchiveCampaign } from '#campaigns/archive_campaign'
import CampaignMember from '#campaigns/campaign_member'
import { Departures } from '#campaigns/departures'
import { EndMembership } from '#campaigns/end_membership'
import { GoLive } from '#campaigns/go_live'
import { Notifications } from '#core/jobs/notifications'
import { endStreams } from '#core/realtime/streams'
import type { Sql } from '#core/sql'
import { ask, overlayOf } from '#tests/functional/overlays/page'
import { emptyDatabase } from '#tests/support/database'
import {
  createCampaign,
  createMember,
  createStage,
  createStreamer,
  testSql,
} from '#tests/support/fixtures'
import { useSimulator } from '#tests/support/streamer'
import { TwitchSimulator } from '#tests/support/twitch_simulator'
import { until } from '#tests/support/until'
import { Visitor } from '#tests/support/visitor'
import { TwitchTokens } from '#twitch/tokens/twitch_tokens'

/** Reads to its end; tells when that has come. */
function follow(response: Response) {
  const state = { status: response.status, ended: false }
  void response.text().then(
    () => (state.ended = true),
    () => (state.ended = true)
  )
  return state
}

test.group('Who signs out, or is deleted', (group) => {
  let simulator: TwitchSimulator

  group.setup(async () => {
    simulator = await TwitchSimulator.start({
      users: [
        { login: 'ada', displayName: 'Ada' },
        { login: 'mira', displayName: 'Mira' },
      ],
    })
    useSimulator(simulator)
    return () => simulator.stop()
  })

  group.each.setup(() => emptyDatabase())
  // All visitors come from one address.
  group.each.setup(() => limiter.clear())
  group.each.setup(async () => {
    const notifications = new Notifications()
    notifications.on('streams', (channel) => channel !== '' && endStreams(channel))
    await notifications.start()
    return () => notifications.stop()
  })

  async function board(login: string) {
    const visitor = new Visitor()
    await visitor.signIn(login)
    const user = await User.findByOrFail('displayName', login === 'ada' ? 'Ada' : 'Mira')
    const stream = follow(await visitor.get(`/streamers/${user.id}/stream`))
    return { visitor, user, stream }
  }

  test('loses the own streams, and nobody else’s', async ({ assert }) => {
    const [ada, mira] = [await board('ada'), await board('mira')]
    assert.deepEqual([ada.stream.status, mira.stream.status], [200, 200])

    await mira.visitor.post('/sign-out')

    await until('the stream ends', () => mira.stream.ended)
    assert.isFalse(ada.stream.ended)
    const again = await mira.visitor.get(`/streamers/${mira.user.id}/stream`)
    assert.equal(again.status, 302)

    const { key } = await overlayOf(ada.user.id)
    const overlay = follow(await ask(key, '/overlay/stream'))
    assert.equal(overlay.status, 200)
    await ada.visitor.post('/account', { confirmation: 'DELETE' }, 'DELETE')
    await until('the streams end', () => ada.stream.ended && overlay.ended)
  })
})

test.group('What ends somebody’s part', (group) => {
  group.each.setup(() => emptyDatabase())

  /** Fails like a deadlock, the first time. */
  function deadlockOnce() {
    let calls = 0
    return async (sql: Sql) => {
      calls += 1
      if (calls === 1) {
        await sql.run(`DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$`)
      }
    }
  }

  function deadlocked(): Departures {
    const departures = new Departures()
    departures.whenStreamerLeaves(deadlockOnce())
    return departures
  }

  async function streaming() {
    const stage = await createStage(testSql())
    const member = await CampaignMember.findByOrFail('userId', stage.streamer.id)
    return { ...stage, member }
  }

  test('goes on after a deadlock', async ({ assert }) => {
    const leaving = await streaming()
    await new EndMembership(deadlocked()).execute(leaving.member)
    assert.isNull(await CampaignMember.find(leaving.member.id))

    const archived = await streaming()
    await new ArchiveCampaign(deadlocked()).execute(archived.campaignId)
    await archived.member.refresh()
    assert.isFalse(archived.member.isLive)

    const switching = await streaming()
    const { id: next } = await createCampaign(testSql())
    await createMember(testSql(), next, switching.streamer.id, 'streamer', false)
    await new GoLive(deadlocked()).execute(next, switching.streamer.id)
    const live = await CampaignMember.query().where({ userId: switching.streamer.id, isLive: true })
    assert.deepEqual(
      live.map(({ campaignId }) => campaignId),
      [next]
    )

    const obligations = new AccountObligations()
    obligations.endBefore(deadlockOnce())
    const { id } = await createStreamer(testSql())
    const tokens = await app.container.make(TwitchTokens)
    await new DeleteAccount(tokens, obligations).execute(await User.findOrFail(id))
    assert.isNull(await User.find(id))
  })

  test('nothing comes in between the last look at an account and its end', async ({ assert }) => {
    const { id, broadcasterId } = await createStreamer(testSql())
    const obligations = new AccountObligations()
    let late: Promise<unknown> | undefined
    // Another tab puts a reward on sale just after there was nothing left to settle.
    obligations.keepWhile(async () => {
      late = testSql()
        .run(
          `INSERT INTO rewards (id, streamer_id, broadcaster_id, handler, subject_id, title, cost)
           VALUES ($1, $2, $3, 'event', $1, 'Late', 100)`,
          [randomUUID(), id, broadcasterId]
        )
        .catch((error: unknown) => error)
      await until('the other tab waits', async () => {
        const waiting = await testSql().run(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%''Late''%'
             AND pid <> pg_backend_pid()`
        )
        return waiting.length > 0
      })
      return null
    })
    const tokens = await app.container.make(TwitchTokens)

    await new DeleteAccount(tokens, obligations).execute(await User.findOrFail(id))

    const refusal = await late
    assert.instanceOf(refusal, Error)
    assert.deepInclude(refusal, { code: '23503' })
    assert.isNull(await User.find(id))
  })

  test('an account whose reward may be in the making stays a moment', async ({ assert }) => {
    const stage = await createStage(testSql(), {
      reward: { twitch_reward_id: null, state: 'wanted' },
    })
    const user = await User.findOrFail(stage.streamer.id)
    const deleteAccount = await app.container.make(DeleteAccount)

    await assert.rejects(() => deleteAccount.execute(user), /just being removed from Twitch/)
    await testSql().run(`UPDATE rewards SET retired_at = retired_at - interval '1 minute'`)
    await deleteAccount.execute(user)

    assert.isNull(await User.find(user.id))
  })
})
