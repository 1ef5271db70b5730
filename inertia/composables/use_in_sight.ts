import { onUnmounted, ref, watch, type Ref } from 'vue'

/** Whether an element is in sight, or nearly so. */
export function useInSight(element: Ref<HTMLElement | null>, margin = '0px') {
  const isInSight = ref(false)
  const observer = new IntersectionObserver(
    (entries) => (isInSight.value = entries.at(-1)?.isIntersecting ?? false),
    { rootMargin: margin }
  )

  watch(
    element,
    (now) => {
      observer.disconnect()
      isInSight.value = false
      if (now) {
        observer.observe(now)
      }
    },
    { immediate: true }
  )
  onUnmounted(() => observer.disconnect())

  return isInSight
}
