/** Part of the window, CSS pixels. */
export interface Area {
  left: number
  top: number
  width: number
  height: number
}

const wholeWindow = (): Area => ({
  left: 0,
  top: 0,
  width: window.innerWidth,
  height: window.innerHeight,
})

/** The stage is 1920x1080 whatever the source's size; it is scaled to fit, so that one layout serves all. */
export function fitStage(stage: HTMLElement, areaOf: () => Area = wholeWindow): void {
  const fit = () => {
    const { left, top, width, height } = areaOf()
    const scale = Math.min(width / 1920, height / 1080)
    stage.style.transform = `translate(${left}px, ${top}px) scale(${scale})`
  }
  window.addEventListener('resize', fit)
  fit()
}
