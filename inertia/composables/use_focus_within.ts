import { nextTick, type Ref } from 'vue'

/**
 * Puts the focus on the first of these that is there and can be used, once the page is drawn:
 * whoever has only a keyboard must not lose the place when rows come and go.
 */
export function useFocusWithin(root: Readonly<Ref<HTMLElement | null>>) {
  return async (...selectors: string[]) => {
    await nextTick()
    const found = selectors
      .map((selector) => root.value?.querySelector<HTMLElement>(selector))
      .find((element) => element && !element.matches(':disabled'))
    found?.focus()
  }
}
