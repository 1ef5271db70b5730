import type { FindingState } from '~/types'

/** How a finding looks, and the word for whoever does not see it. */
export const LOOKS: Record<
  FindingState,
  { icon: string; class: string; word: string; color: 'success' | 'warning' | 'error' }
> = {
  passed: {
    icon: 'i-lucide-circle-check',
    class: 'text-success',
    word: 'Ready',
    color: 'success',
  },
  warning: {
    icon: 'i-lucide-triangle-alert',
    class: 'text-warning',
    word: 'Worth a look',
    color: 'warning',
  },
  failed: {
    icon: 'i-lucide-circle-x',
    class: 'text-error',
    word: 'Has to be mended',
    color: 'error',
  },
}
