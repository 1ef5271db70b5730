import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { ArchiveCampaign } from '#campaigns/archive_campaign'
import { GamificationService } from '#gamification/gamification_service'
import {
  appendCommand,
  codeOf,
  commandsOf,
  forgetLimits,
  holder,
  isHeld,
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
