import './styles/index.css'
import { OverlayApp } from './app.ts'
import { readKey } from './connection/key.ts'
import { registerServiceWorker } from './connection/register_service_worker.ts'
import { showPreview } from './preview.ts'
import { previewArea } from './setup/preview_area.ts'
import { mountSetup } from './setup/setup_page.ts'

const app = new OverlayApp(OVERLAY_BUILD)
const key = readKey(location.hash)

const query = new URLSearchParams(location.search)

if (query.has('preview')) {
  showPreview(app)
} else if (query.has('setup')) {
  app.start(key, previewArea)
  mountSetup(app, OVERLAY_BUILD)
} else {
  app.start(key)
}

// Another key in the same page is another overlay: nothing of the old one may stay.
window.addEventListener('hashchange', () => location.reload())
registerServiceWorker()
