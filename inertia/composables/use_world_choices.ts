import { onMounted, onUnmounted, ref, type Ref } from 'vue'
import type { ChoiceList } from '#foundry/choices/world_choices'
import { fetchJson, postJson } from '~/channel/fetch_json'

/** How often a question on its way is looked after. */
const LOOK_MS = 700

/** Pickers of one list share it: it is asked for once. */
const lists = new Map<string, Ref<ChoiceList | null>>()

/**
 * A list of the connected world, as the table last told it; asked for when it never was.
 */
export function useWorldChoices(campaignId: string, source: string) {
  const address = `/campaigns/${campaignId}/foundry/choices/${source}`
  const list = lists.get(address) ?? ref<ChoiceList | null>(null)
  const problem = ref<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isGone = false
  lists.set(address, list)

  /** Until the table has answered, or its time is over. */
  async function follow(answer: Promise<ChoiceList>) {
    try {
      list.value = await answer
      problem.value = null
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error)
      return
    }
    if (list.value.isAsking && !isGone) {
      timer = setTimeout(() => void follow(fetchJson<ChoiceList>(address)), LOOK_MS)
    }
  }

  const refresh = () => follow(postJson<ChoiceList>(address))

  onMounted(async () => {
    await follow(fetchJson<ChoiceList>(address))
    const known = list.value
    const isUntold = known?.toldAt === null && source !== 'characters'
    if (known?.world === 'there' && isUntold && !known.isAsking) {
      await refresh()
    }
  })
  onUnmounted(() => {
    isGone = true
    clearTimeout(timer)
  })

  return { list, problem, refresh }
}
