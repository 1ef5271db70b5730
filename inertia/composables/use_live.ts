import { onMounted, onUnmounted, ref } from 'vue'
import { openSharedStream } from '../../shared_browser/shared_stream.ts'
import type { StreamHandle, StreamState } from '../../shared_browser/sse_client.ts'

/** How a frame arrives: `{event, data}` with the names of the product's broadcasts. */
interface Frame {
  event: string
  data: unknown
}

interface LiveOptions {
  url: string
  onFrame: (frame: Frame) => void
  /** Whatever was sent before is unknown: fetch the state again. */
  refresh: () => void
}

function isFrame(value: unknown): value is Frame {
  return typeof value === 'object' && value !== null && 'event' in value && 'data' in value
}

/**
 * A page's live connection, shared with the other tabs that show the same. It is
 * dropped while the page is hidden, because a browser has six HTTP/1.1
 * connections for all tabs of a site, and the state is fetched anew on every
 * connection, the first one included.
 */
export function useLive({ url, onFrame, refresh }: LiveOptions) {
  const state = ref<StreamState['name'] | 'hidden'>('connecting')
  let stream: StreamHandle | undefined

  function connect() {
    stream ??= openSharedStream({
      url,
      onMessage: (payload) => isFrame(payload) && onFrame(payload),
      onOpen: refresh,
      onState: ({ name }) => (state.value = name),
    })
  }

  function disconnect() {
    stream?.close()
    stream = undefined
  }

  function onVisibility() {
    if (document.hidden) {
      disconnect()
      state.value = 'hidden'
    } else {
      connect()
    }
  }

  onMounted(() => {
    document.addEventListener('visibilitychange', onVisibility)
    onVisibility()
  })

  onUnmounted(() => {
    document.removeEventListener('visibilitychange', onVisibility)
    disconnect()
  })

  return { state }
}
