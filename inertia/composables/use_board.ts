import { router } from '@inertiajs/vue3'
import { onUnmounted, ref, watch } from 'vue'
import type { PublicInstance } from '../../overlay/contract.ts'
import { isPoll, later } from '../polls/poll_frames.ts'
import type { PollState } from '#polls/poll_state'
import { useLive } from './use_live.ts'
import { useRehearsal } from './use_rehearsal.ts'

/** Reloads asked for within this time become one. */
const RELOAD_MS = 400
/** A connection that falls silent tells nobody: the page has to look. */
const LOOK_MS = 30_000

const OPEN = ['active', 'armed', 'awaiting_approval', 'executing']

interface BoardOptions {
  url: string
  instances: () => PublicInstance[]
  /** What is being asked, where the board shows it. */
  poll?: () => PollState | null
  /** Props that change with the ledger, the table or the connections. */
  props: string[]
}

function isInstance(value: unknown): value is PublicInstance {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    typeof value.version === 'number' &&
    'objective' in value
  )
}

/** A one-shot carries the instance beside its own facts. */
function instanceOf(data: unknown): PublicInstance | undefined {
  if (isInstance(data)) {
    return data
  }

  return typeof data === 'object' &&
    data !== null &&
    'instance' in data &&
    isInstance(data.instance)
    ? data.instance
    : undefined
}

/**
 * The goals and the poll of a board, kept current by frames (the latest version wins), and
 * everything else reloaded in one go after something has happened.
 */
export function useBoard({ url, instances, poll: asked = () => null, props }: BoardOptions) {
  const goals = ref<PublicInstance[]>(instances())
  const poll = ref<PollState | null>(asked())
  let timer: ReturnType<typeof setTimeout> | undefined

  watch(instances, (fresh) => (goals.value = fresh))
  watch(asked, (fresh) => (poll.value = fresh && later(poll.value, fresh)))

  function reload() {
    timer ??= setTimeout(() => {
      timer = undefined
      router.reload({ only: props, showProgress: false })
    }, RELOAD_MS)
  }

  function show(instance: PublicInstance) {
    const known = goals.value.find(({ id }) => id === instance.id)

    if (known && known.version > instance.version) {
      return
    }

    const others = goals.value.filter(({ id }) => id !== instance.id)
    goals.value = OPEN.includes(instance.status)
      ? [...others, instance].sort((a, b) => a.startedAt.localeCompare(b.startedAt))
      : others
  }

  const { rehearsal, hear } = useRehearsal()
  const { state } = useLive({
    url,
    refresh: reload,
    onFrame: ({ event, data }) => {
      // Votes change nothing else on a board.
      if (event === 'poll:changed') {
        if (isPoll(data)) poll.value = later(poll.value, data)
        return
      }

      if (event === 'rehearsal') {
        hear(data)
        return
      }
      const instance = instanceOf(data)

      if (instance) {
        show(instance)
      }

      reload()
    },
  })

  const looking = setInterval(() => {
    if (props.includes('connections') && !document.hidden) {
      router.reload({ only: ['connections'], showProgress: false })
    }
  }, LOOK_MS)

  onUnmounted(() => {
    clearTimeout(timer)
    clearInterval(looking)
  })

  return { goals, poll, rehearsal, state }
}
