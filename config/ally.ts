import { defineConfig } from '@adonisjs/ally'
import type { InferSocialProviders } from '@adonisjs/ally/types'
import { appUrl } from '#config/app'
import { twitch } from '#twitch/twitch_driver'

const allyConfig = defineConfig({
  twitch: twitch({ callbackUrl: new URL('/auth/twitch/callback', appUrl).href }),
})

export default allyConfig

declare module '@adonisjs/ally/types' {
  interface SocialProviders extends InferSocialProviders<typeof allyConfig> {}
}
