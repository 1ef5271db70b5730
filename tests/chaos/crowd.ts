import { SimulatorRefusal } from '#tests/support/twitch_simulator'
import type { GmAct, Step } from './schedule.js'
import type { Stage } from './stage.js'

/** What the GM clicks for a goal, and when that goal offers it. */
const ON_INSTANCES: Partial<Record<GmAct, string[]>> = {
  cancel: ['active', 'armed', 'awaiting_approval'],
  complete: ['active'],
  trigger: ['armed'],
}

type CrowdStep = Exclude<Step, { act: 'fault' }>

/**
 * Viewers, the table and the GM do something. Much of it comes to nothing while
 * things are broken, as it would for them.
 *
 * @returns whether it came to something
 */
export async function playCrowd(stage: Stage, step: CrowdStep): Promise<boolean> {
  switch (step.act) {
    case 'redeem':
      return redeem(stage, step)
    case 'roll':
      return stage.table.roll(step.streamer, step.natural)
    case 'answer':
      return stage.table.answer(step.fails)
    case 'gm':
      return actAsGm(stage, step.what, step.pick)
  }
}

async function redeem(stage: Stage, step: Extract<Step, { act: 'redeem' }>): Promise<boolean> {
  const { streamer, pick, viewers, count } = step
  const rewards = (await stage.rewardsOf(streamer)).filter(
    ({ is_enabled: isEnabled, is_paused: isPaused }) => isEnabled && !isPaused
  )
  if (rewards.length === 0) return false
  const { id: reward } = rewards[pick % rewards.length]
  try {
    await stage.simulator.redeem({ broadcaster: streamer, reward, viewers, count })
    return true
  } catch (error) {
    // Paused or deleted in the same moment: Twitch does not sell it.
    if (error instanceof SimulatorRefusal) return false
    throw error
  }
}

async function actAsGm(stage: Stage, what: GmAct, pick: number): Promise<boolean> {
  const campaign = `/campaigns/${stage.campaignId}`
  const statuses = ON_INSTANCES[what]
  if (!statuses) {
    const done = await stage.gm.post(`${campaign}/${what}`)
    // Nothing is sold in a break: a short one is enough.
    return what === 'resume' ? done : stage.gm.post(`${campaign}/resume`)
  }
  const open = await openInstances(stage, statuses)
  if (open.length === 0) return false
  return stage.gm.post(`${campaign}/instances/${open[pick % open.length]}/${what}`)
}

/** None while the database is down. */
async function openInstances(stage: Stage, statuses: string[]): Promise<string[]> {
  try {
    const rows = await stage.query<{ id: string }>(
      'SELECT id FROM instances WHERE status = ANY ($1) ORDER BY id',
      [statuses]
    )
    return rows.map(({ id }) => id)
  } catch {
    return []
  }
}
