/**
 * Calls `gone` once the process with that id has ended, so that a simulator never outlives the
 * program that started it, even when that one was killed without a chance to clean up.
 */
export function watchParent(pid: number, gone: () => void): void {
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0)
    } catch (error) {
      // EPERM means it lives under another user.
      if (error instanceof Error && 'code' in error && error.code === 'EPERM') return
      clearInterval(timer)
      gone()
    }
  }, 500)
  timer.unref()
}
