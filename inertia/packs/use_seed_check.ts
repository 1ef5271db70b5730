import { computed, onUnmounted, ref, shallowRef } from 'vue'
import { type CheckedPack, PackChecker } from '~/packs/check_packs'
import { sha256 } from '~/packs/draw_again'
import type { OpeningPage, PublicSeed } from '~/types'

/** Between two counts that are shown, packs. */
const SHOW_EVERY = 100

/** Reads a seed's packs page by page and draws each again in this browser. */
export function useSeedCheck(seed: PublicSeed, api: string, channelId: string) {
  const packs = shallowRef<CheckedPack[]>([])
  const state = ref<'idle' | 'checking' | 'done' | 'failed'>('idle')
  const isSeedRight = ref<boolean | null>(null)
  const stopped = new AbortController()
  onUnmounted(() => stopped.abort())

  const base = `${api}/channels/${channelId}/seeds/${seed.sha256}`
  /** Asks whether what the browser has kept is still the newest. */
  async function get(address: string): Promise<Response> {
    const answer = await fetch(address, { signal: stopped.signal, cache: 'no-cache' })
    if (!answer.ok) throw new Error(`${address} answers ${answer.status}`)
    return answer
  }

  async function editionText(hash: string): Promise<string> {
    const answer = await get(`${api}/editions/${hash}`)
    return answer.text()
  }

  async function check() {
    if (seed.seed === null) return
    state.value = 'checking'
    packs.value = []
    try {
      isSeedRight.value = (await sha256({ hex: seed.seed })) === seed.sha256
      await checkAll(await PackChecker.start({ ...seed, seed: seed.seed }, editionText))
      state.value = 'done'
    } catch (error) {
      if (stopped.signal.aborted) return
      console.warn(error)
      state.value = 'failed'
    }
  }

  async function checkAll(checker: PackChecker) {
    const checked: CheckedPack[] = []
    let after: number | null = 0
    while (after !== null) {
      const answer = await get(`${base}?after=${after}`)
      const page: OpeningPage = await answer.json()
      for (const opening of page.openings) {
        checked.push(await checker.check(opening))
        if (checked.length % SHOW_EVERY === 0) packs.value = [...checked]
      }
      after = page.next
    }
    packs.value = checked
  }

  const wrong = computed(() => packs.value.filter(({ faults }) => faults.length > 0))
  const uncertain = computed(() => packs.value.filter(({ isPityKnown }) => !isPityKnown).length)
  /** Packs that the seed is said to have and that were not published. */
  const missing = computed(() =>
    seed.lastNumber === null
      ? 0
      : Math.max(0, seed.lastNumber - seed.firstNumber + 1 - packs.value.length)
  )
  return { packs, state, isSeedRight, wrong, uncertain, missing, check, base }
}
