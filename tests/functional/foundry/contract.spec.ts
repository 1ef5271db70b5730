import { test } from '@japa/runner'
import { openStream } from '#tests/functional/foundry/open_stream'
import { roll } from '#tests/support/foundry_roll'
import { appendCommand, ask, forgetLimits, holder, origin } from '#tests/functional/foundry/support'
import { operations, unexercised } from '#tests/support/openapi'

test.group('Foundry | contract', (group) => {
  group.each.setup(() => forgetLimits())

  test('a session exercises every documented operation', async ({ assert }) => {
    const tab = await holder()
    const { token } = tab.paired
    const stream = await openStream(tab)
    await stream.next('hello')
    await stream.close()
    const { id } = await appendCommand(tab.paired.campaign.id)
    await tab.beat()

    const answers = [
      await ask('GET', '/about'),
      await tab.pull(),
      await tab.result(id),
      await tab.events([roll()]),
      await ask('POST', '/token/rotate', { token, body: {} }),
      await ask('POST', '/unpair', { token, body: {} }),
    ]

    assert.isTrue(answers.every(({ status }) => status === 200))
    assert.isAtLeast(operations().length, 10)
    assert.deepEqual(unexercised(), [])
  })

  test('the document and its page are served', async ({ assert }) => {
    const document = await fetch(`${origin()}/docs/api.json`)
    const body = (await document.json()) as { openapi: string; paths: Record<string, unknown> }
    assert.equal(body.openapi, '3.1.0')
    assert.isAtLeast(Object.keys(body.paths).length, 10)

    const answer = await fetch(`${origin()}/docs/api`)
    const page = await answer.text()
    assert.include(page, '/commands/{id}/result')
    assert.notMatch(
      page,
      /<script|https?:\/\/(?!crowdcrit\.example|foundry\.example)[\w.]+\/.*\.(js|css)/
    )
  })
})
