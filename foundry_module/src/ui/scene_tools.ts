import { askToStop, openConnectionWindow, pressPause } from './connection_window.ts'

/** The GM's buttons among the token tools: the window, a break, and stopping everything. */
export function sceneTools(first: number): Record<string, FoundrySceneControlTool> {
  const button = { button: true, visible: true }
  return {
    crowdcrit: {
      ...button,
      name: 'crowdcrit',
      title: 'CROWDCRIT.window.title',
      icon: 'fa-solid fa-tower-broadcast',
      order: first,
      onChange: openConnectionWindow,
    },
    crowdcritPauseTool: {
      ...button,
      name: 'crowdcritPauseTool',
      title: 'CROWDCRIT.tools.pause',
      icon: 'fa-solid fa-circle-pause',
      order: first + 1,
      onChange: pressPause,
    },
    crowdcritPanicTool: {
      ...button,
      name: 'crowdcritPanicTool',
      title: 'CROWDCRIT.tools.panic',
      icon: 'fa-solid fa-hand',
      order: first + 2,
      onChange() {
        askToStop(true)
        openConnectionWindow()
      },
    },
  }
}
