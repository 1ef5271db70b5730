import { onUnmounted, ref } from 'vue'
import type { FeedLine, FeedPage } from '~/types'
import { fetchJson } from '~/channel/fetch_json'

/** News asked for within this time become one. */
const NEWS_MS = 1_000
/** What a page left open keeps; the rest is there again when it is scrolled to. */
const MAX_KEPT = 500
/** A search that finds nothing goes on by itself this often, then it asks. */
const MAX_BLIND = 4

const newestFirst = (a: FeedLine, b: FeedLine) =>
  b.at.localeCompare(a.at) || b.id.length - a.id.length || b.id.localeCompare(a.id)

interface FeedOptions {
  first: FeedPage
  /** Answers a page of the same selection. */
  address: (after: string | null) => string
  /** Whether the newest event is in sight, so that new ones may simply appear. */
  isAtTop: () => boolean
}

/**
 * A feed that grows at both ends: older events as they are scrolled to, new
 * ones as they happen. Those wait while somebody reads further down.
 */
export function useFeed({ first, address, isAtTop }: FeedOptions) {
  const lines = ref<FeedLine[]>(first.lines)
  const next = ref(first.next)
  const searchedTo = ref(first.searchedTo)
  const waiting = ref<FeedLine[]>([])
  /** More is new than a page holds: the list is not whole any more. */
  const isTorn = ref(false)
  const problem = ref<string | null>(null)
  const isLoading = ref(false)
  const end = new AbortController()
  let blind = first.lines.length === 0 ? 1 : 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsking = false

  const ask = (after: string | null) => fetchJson<FeedPage>(address(after), end.signal)

  async function guarded(work: () => Promise<void>) {
    try {
      await work()
      problem.value = null
    } catch (error) {
      if (!end.signal.aborted) {
        problem.value = error instanceof Error ? error.message : String(error)
      }
    }
  }

  async function older() {
    if (isLoading.value || next.value === null) {
      return
    }
    isLoading.value = true
    await guarded(async () => {
      const page = await ask(next.value)
      blind = page.lines.length === 0 ? blind + 1 : 0
      lines.value = [...lines.value, ...unknown(page.lines)]
      next.value = page.next
      searchedTo.value = page.searchedTo
    })
    isLoading.value = false
  }

  /** Whether scrolling down may load more without being asked to. */
  const mayGoOn = () => problem.value === null && blind < MAX_BLIND

  function unknown(candidates: FeedLine[]): FeedLine[] {
    const known = new Set([...lines.value, ...waiting.value].map(({ id }) => id))
    return candidates.filter(({ id }) => !known.has(id))
  }

  /** Something happened: once a second is soon enough for a reader. */
  function refresh() {
    timer ??= setTimeout(async () => {
      timer = undefined
      if (isAsking) {
        return refresh()
      }
      isAsking = true
      await guarded(async () => take(await ask(null)))
      isAsking = false
    }, NEWS_MS)
  }

  function take(page: FeedPage) {
    const fresh = unknown(page.lines)
    const isApart = fresh.length === page.lines.length && page.next !== null
    const hasSome = lines.value.length > 0

    if (isApart && hasSome) {
      isTorn.value = true
    }
    waiting.value = [...fresh, ...waiting.value].sort(newestFirst).slice(0, MAX_KEPT)

    if (!hasSome || (isAtTop() && !isTorn.value)) {
      show()
    }
  }

  function show() {
    const all = [...waiting.value, ...lines.value].sort(newestFirst)
    waiting.value = []
    lines.value = all.slice(0, MAX_KEPT)

    if (all.length > MAX_KEPT) {
      next.value = lines.value.at(-1)?.id ?? null
      searchedTo.value = null
    }
  }

  /** What waited appears; a list that is not whole begins anew. */
  async function catchUp() {
    if (!isTorn.value) {
      return show()
    }
    await guarded(async () => {
      const page = await ask(null)
      lines.value = page.lines
      next.value = page.next
      searchedTo.value = page.searchedTo
      waiting.value = []
      isTorn.value = false
    })
  }

  onUnmounted(() => {
    clearTimeout(timer)
    end.abort()
  })

  return {
    lines,
    next,
    searchedTo,
    waiting,
    isTorn,
    problem,
    isLoading,
    older,
    mayGoOn,
    refresh,
    catchUp,
  }
}
