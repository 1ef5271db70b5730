import { onMounted, onUnmounted, ref, watch } from 'vue'
import type { Connection } from '~/types'

/** A hidden page has no stream; this often it asks how things are. */
const EVERY_MS = 60_000

interface AlertOptions {
  connections: () => Connection[]
  /** Fetches the connections anew. */
  refresh: () => void
}

/** "unsupported" also where the browser allows it to HTTPS pages only. */
type Permission = NotificationPermission | 'unsupported'

/**
 * Tells a person who is looking elsewhere, usually at the game, that a
 * connection has broken: once for each break, by the browser's notifications.
 */
export function useAlerts({ connections, refresh }: AlertOptions) {
  const permission = ref<Permission>('unsupported')
  let timer: ReturnType<typeof setInterval> | undefined

  function onVisibility() {
    clearInterval(timer)

    if (document.hidden && permission.value === 'granted') {
      timer = setInterval(refresh, EVERY_MS)
    }
  }

  watch(connections, (now, before) => {
    const wasBroken = new Set(before.filter(({ state }) => state === 'broken').map(keyOf))

    for (const connection of now) {
      if (connection.state === 'broken' && !wasBroken.has(keyOf(connection)) && document.hidden) {
        tell(connection)
      }
    }
  })

  function tell({ part, label, detail }: Connection) {
    if (permission.value === 'granted') {
      new Notification(`${label} is broken`, { body: detail, tag: `crowdcrit-${part}` })
    }
  }

  async function ask() {
    permission.value = await Notification.requestPermission()
  }

  onMounted(() => {
    permission.value = 'Notification' in window ? Notification.permission : 'unsupported'
    document.addEventListener('visibilitychange', onVisibility)
  })

  onUnmounted(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onVisibility)
  })

  return { permission, ask }
}

function keyOf({ part, label }: Connection): string {
  return `${part} ${label}`
}
