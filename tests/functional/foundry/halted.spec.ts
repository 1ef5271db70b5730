import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { ArchiveCampaign } from '#campaigns/archive_campaign'
import { ExpireCommands } from '#foundry/commands/expire_commands'
import { GamificationService } from '#gamification/gamification_service'
import {
  appendCommand,
  codeOf,
  commandsOf,
  forgetLimits,
  holder,
  isHeld,
  sql,
} from '#tests/functional/foundry/support'

test.group('Foundry | what is at the table when everything stops', (group) => {
  group.each.setup(() => forgetLimits())

  test('an archived campaign takes the result of what was handed out, then it is over', async ({
    assert,
  }) => {
    const tab = await holder()
    const { campaign } = tab.paired
    const { id } = await appendCommand(campaign.id)
    await tab.pull()
    await appendCommand(campaign.id)
    const archive = await app.container.make(ArchiveCampaign)

    await archive.execute(campaign.id)

    // The module stops for good when it is refused once, before its result is sent.
    assert.isTrue(await isHeld(tab.beat()))
    assert.deepEqual(await commandsOf(tab.pull()), [])
    const { status, body } = await tab.result(id)
    assert.equal(status, 200)
    assert.isTrue(body.recorded)
    assert.equal(await codeOf(tab.beat()), 'archived')
  })

  test('a break holds back what waits, and hands it out with time left', async ({ assert }) => {
    const tab = await holder()
    const { campaign } = tab.paired
    const { id } = await appendCommand(campaign.id)
    const game = await app.container.make(GamificationService)
    const expire = await app.container.make(ExpireCommands)

    await game.takeBreak(campaign.id)
    await sql().run(`UPDATE campaigns SET break_since = break_since - interval '20 minutes'`)
    await sql().run(
      `UPDATE foundry_commands SET issued_at = issued_at - interval '20 minutes',
         expires_at = expires_at - interval '20 minutes'`
    )
    await expire.execute()
    assert.deepEqual(await commandsOf(tab.pull()), [])

    await game.resume(campaign.id)
    const [command] = await commandsOf(tab.pull())
    assert.equal(command.id, id)
    assert.isAbove(Date.parse(command.expiresAt), Date.now() + 100_000)
  })

  test('a panic takes it as well', async ({ assert }) => {
    const tab = await holder()
    const { campaign } = tab.paired
    const { id } = await appendCommand(campaign.id)
    await tab.pull()
    const game = await app.container.make(GamificationService)

    await game.panic(campaign.id)

    const { status, body } = await tab.result(id)
    assert.equal(status, 200)
    assert.isTrue(body.recorded)
  })
})
