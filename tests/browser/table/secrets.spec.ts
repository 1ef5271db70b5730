import { test } from '@japa/runner'
import { hashSecret } from '#core/ids'
import { reachable } from '#tests/support/table/reachable'
import { ARIA, GENERATIONS, TableStage } from '#tests/support/table/table_stage'

test.group('The table | secrets', (group) => {
  let stage: TableStage
  group.setup(async () => {
    stage = await TableStage.open()
    return () => stage.close()
  })
  group.each.teardown(() => stage.end())

  test('generation {$self}: a player’s console finds no token, wherever it looks')
    .with([...GENERATIONS])
    .run(async ({ assert }, generation) => {
      await stage.begin({ generation })
      const context = await stage.person()
      const player = await context.newPage()
      const heard: string[] = []
      const asked: string[] = []
      player.on('websocket', (line) => {
        line.on('framereceived', ({ payload }) => heard.push(String(payload)))
      })
      player.on('request', (request) => asked.push(request.url()))
      await player.goto(stage.tabletop.playerUrl())
      await player.locator('html[data-ready]').waitFor()

      const gm = await stage.gm()
      await stage.says(gm.page, 'in charge')
      await stage.tabletop.roll({ user: 'ada', actor: ARIA, natural: 20 })
      const [roll] = await stage.untilRolls(1)
      const target = { messageId: roll?.message_id, rollIndex: 0, reason: 'The crowd has spoken' }
      assert.equal((await stage.outcome(await stage.order('roll.invert', target))).status, 'done')
      await player.getByTestId('crowdcrit-mark').waitFor()
      // One who joins later, or again, finds no more.
      await player.reload()
      await player.locator('html[data-ready]').waitFor()
      await player.getByTestId('crowdcrit-mark').waitFor()

      // The same search finds it where it is.
      assert.include((await reachable(gm.page)).join('\n'), gm.token)
      const found = [...(await reachable(player)), ...heard, ...asked]
      found.push(JSON.stringify(await stage.tabletop.state()))
      const secrets = [gm.token, gm.token.slice(0, 16), hashSecret(gm.token), 'Bearer', 'ccd_']
      for (const text of found) {
        for (const secret of secrets) assert.notInclude(text, secret)
      }
      assert.isAbove(heard.length, 3)
      assert.deepEqual(
        asked.filter((url) => !url.startsWith(stage.tabletop.url)),
        []
      )
      for (const { path } of stage.way.passed) assert.notInclude(path, gm.token)
    })
})
