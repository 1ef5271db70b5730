import './styles/index.css'
import { OverlayApp } from './app.ts'
import { readKey } from './connection/key.ts'
import { registerServiceWorker } from './connection/register_service_worker.ts'
import { mountSetup } from './setup/setup_page.ts'

const app = new OverlayApp(__BUILD_ID__)
app.start(readKey(location.hash))

if (new URLSearchParams(location.search).has('setup')) mountSetup(app, __BUILD_ID__)

// Another key in the same page is another overlay: nothing of the old one may stay.
window.addEventListener('hashchange', () => location.reload())
registerServiceWorker()
