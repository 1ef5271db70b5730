import './css/app.css'
import { client } from '~/client'
import AppLayout from '~/layouts/app_layout.vue'
import { TuyauProvider } from '@adonisjs/inertia/vue'
import { createInertiaApp } from '@inertiajs/vue3'
import { resolvePageComponent } from '@adonisjs/inertia/helpers'
import ui from '@nuxt/ui/vue-plugin'
import { createApp, type DefineComponent, h } from 'vue'

createInertiaApp({
  title: (title) => (title ? `${title} - Crowdcrit` : 'Crowdcrit'),
  resolve: (name) =>
    resolvePageComponent(
      `./pages/${name}.vue`,
      import.meta.glob<DefineComponent>('./pages/**/*.vue'),
      AppLayout
    ),
  setup({ el, App, props, plugin }) {
    const Root = () => h(TuyauProvider, { client }, { default: () => h(App, props) })
    createApp(Root).use(plugin).use(ui).mount(el)
  },
  progress: { color: '#7c3aed' },
})
