import { randomUUID } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { transact } from '#core/transact'
import { UndoCommand } from '#foundry/commands/undo_command'
import { Sweep } from '#foundry/sweep'
import { pair, Tab } from '#tests/functional/foundry/support'
import { type TestStage, createStage, testSql } from '#tests/support/fixtures'
import { aTab } from '#tests/support/foundry_module/executing_tab'
import { FakeWorld } from '#tests/support/foundry_module/fake_world'
import { arm, contribute, executePending } from '#tests/functional/gamification/game'
import { CAPABILITIES } from '../../../../foundry_module/src/commands/registry.ts'
import type { ReceivedCommand } from '../../../../foundry_module/src/commands/handler.ts'

/** A world on the real bridge, with the module's own code carrying out what is ordered. */
export class PlayingTable {
  readonly world = new FakeWorld()
  #tab: Tab
  #module = aTab(this.world, { serverNow: () => Date.now() })

  private constructor(tab: Tab) {
    this.#tab = tab
  }

  static async open({ campaignId, ownerId }: Pick<TestStage, 'campaignId' | 'ownerId'>) {
    const campaign = { id: campaignId, ownerId }
    const paired = await pair({ campaign, instanceId: randomUUID(), connectionId: '', token: '' })
    const table = new PlayingTable(new Tab(paired))
    await table.#tab.hello({ capabilities: CAPABILITIES })
    return table
  }

  get tab() {
    return this.#tab
  }

  /** Carries out what has been ordered, and answers. */
  async play(): Promise<ReceivedCommand[]> {
    const { body } = await this.#tab.pull<{ commands: ReceivedCommand[] }>()
    await this.#module.run(...body.commands)
    for (const { id } of body.commands) {
      await this.#tab.result(id, { ...this.#module.results.get(id) })
    }
    return body.commands
  }
}

/** An event that executes at once, its goal reached, with a table that plays. */
export async function reached(
  actionId: string,
  settings: object,
  facts: Record<string, unknown> = {}
) {
  const stage = await createStage(testSql(), {
    event: {
      mode: 'immediate',
      trigger_id: 'manual',
      action_id: actionId,
      action_settings: JSON.stringify(settings),
    },
  })
  const table = await PlayingTable.open(stage)
  const id = await arm(stage, { status: 'executing', trigger_facts: JSON.stringify(facts) })
  await testSql().run(
    `INSERT INTO executions (instance_id, action_id, deadline_at)
     VALUES ($1, $2, now() + interval '3 minutes')`,
    [id, actionId]
  )
  const redemptions = await contribute(stage, id, ['Ada', 'Bo'])
  await executePending()
  return { stage, table, id, redemptions }
}

/** The time of all that was ordered is over. */
export async function runOut(campaignId: string): Promise<void> {
  await testSql().run(
    `UPDATE foundry_commands SET expires_at = clock_timestamp() - interval '10 minutes'
     WHERE campaign_id = $1 AND status IN ('queued', 'delivered')`,
    [campaignId]
  )
  const sweep = await app.container.make(Sweep)
  await sweep.execute()
}

/** A GM takes the last thing back. @returns false when there is nothing to take back */
export async function undo(campaignId: string): Promise<boolean> {
  const command = await app.container.make(UndoCommand)
  return transact((sql) => command.within(sql, campaignId, null, 'Mira'))
}
