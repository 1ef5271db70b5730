import { onMounted, onUnmounted, ref, type Ref } from 'vue'

/** How wide an element is, in pixels, also after it has changed. */
export function useWidth(element: Ref<HTMLElement | null>, before = 600) {
  const width = ref(before)
  const observer = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width > 0) {
      width.value = Math.round(entry.contentRect.width)
    }
  })

  onMounted(() => element.value && observer.observe(element.value))
  onUnmounted(() => observer.disconnect())

  return width
}
