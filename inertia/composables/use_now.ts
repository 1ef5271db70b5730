import { onMounted, onUnmounted, ref } from 'vue'

/** The time in milliseconds, a second at a time. */
export function useNow() {
  const now = ref(Date.now())
  let timer: ReturnType<typeof setInterval> | undefined

  onMounted(() => (timer = setInterval(() => (now.value = Date.now()), 1_000)))
  onUnmounted(() => clearInterval(timer))

  return now
}
