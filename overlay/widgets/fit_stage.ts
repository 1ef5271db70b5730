/** The stage is 1920x1080 whatever the source's size; it is scaled to fit, so that one layout serves all. */
export function fitStage(stage: HTMLElement): void {
  const fit = () => {
    const scale = Math.min(window.innerWidth / 1920, window.innerHeight / 1080)
    stage.style.transform = `scale(${scale})`
  }
  window.addEventListener('resize', fit)
  fit()
}
