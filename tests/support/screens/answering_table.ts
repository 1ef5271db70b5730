import { PlayingTable } from '#tests/functional/gamification/actions/playing_table'
import type { TestStage } from '#tests/support/fixtures'

/** A table that answers whatever it is asked, until it is closed. */
export async function answering(stage: TestStage) {
  const table = await PlayingTable.open(stage)
  table.world.settings.macros = { ids: ['confetti'] }
  let isOpen = true
  const playing = (async () => {
    while (isOpen) {
      await table.play()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  return {
    table,
    close: async () => {
      isOpen = false
      await playing
    },
  }
}
