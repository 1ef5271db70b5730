import { onMounted, onUnmounted, type Ref } from 'vue'

/** Scrolls a row of links sideways until the one of this page is seen, also when the window becomes narrower. */
export function useCurrentInView(row: Ref<HTMLElement | null>) {
  const observer = new ResizeObserver(() => {
    const current = row.value?.querySelector('[aria-current="page"]')
    if (row.value && current) {
      const [frame, link] = [row.value.getBoundingClientRect(), current.getBoundingClientRect()]
      row.value.scrollLeft += link.left + link.width / 2 - (frame.left + frame.width / 2)
    }
  })
  onMounted(() => row.value && observer.observe(row.value))
  onUnmounted(() => observer.disconnect())
}
