import adonisjs from '@adonisjs/vite/client'
import inertia from '@inertiajs/vite'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  // Pages are rendered in the browser only: a server build would overwrite the manifest of this one.
  builder: { buildApp: async (builder) => void (await builder.build(builder.environments.client)) },
  plugins: [
    inertia({ ssr: false }),
    vue(),
    ui({
      router: 'inertia',
      colorMode: true,
      autoImport: { dts: 'inertia/auto-imports.d.ts' },
      components: { dts: 'inertia/components.d.ts', dirs: [] },
      // Icons come with the pages; nothing is asked of anybody else.
      icon: { clientBundle: { scan: { globInclude: ['inertia/**/*.{vue,ts}'] } } },
      ui: {
        colors: { primary: 'violet', neutral: 'zinc', warning: 'amber' },
        // What is long in a dialog is scrolled; its title stays whole.
        modal: { slots: { header: 'shrink-0', footer: 'shrink-0' } },
      },
    }),
    adonisjs({ entryPoints: ['inertia/app.ts'], reload: ['resources/views/**/*.edge'] }),
  ],
  resolve: {
    alias: {
      '~/': `${import.meta.dirname}/inertia/`,
      '@generated': `${import.meta.dirname}/.adonisjs/client/`,
    },
  },
})
