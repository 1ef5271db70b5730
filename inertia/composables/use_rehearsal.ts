import { onUnmounted, ref } from 'vue'
import type { RehearsalFrame } from '../../overlay/contract.ts'

/** It says how it stands four times a second; silent for so long, it is gone. */
const SILENT_MS = 10_000

/** The rehearsal of a campaign that is under way, if one is, as its frames tell. */
export function useRehearsal() {
  const rehearsal = ref<RehearsalFrame | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  function hear(data: unknown) {
    clearTimeout(timer)
    rehearsal.value = isRehearsal(data) ? data : null
    timer = setTimeout(() => (rehearsal.value = null), SILENT_MS)
  }

  onUnmounted(() => clearTimeout(timer))
  return { rehearsal, hear }
}

function isRehearsal(data: unknown): data is RehearsalFrame {
  return typeof data === 'object' && data !== null && 'goals' in data && 'seconds' in data
}
