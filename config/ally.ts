import { defineConfig } from '@adonisjs/ally'
import type { InferSocialProviders } from '@adonisjs/ally/types'
import { appUrl } from '#config/app'
import env from '#start/env'
import { twitch } from '#twitch/twitch_driver'

const allyConfig = defineConfig({
  twitch: twitch({
    clientId: env.get('TWITCH_CLIENT_ID', ''),
    clientSecret: env.get('TWITCH_CLIENT_SECRET')?.release() ?? '',
    callbackUrl: new URL('/auth/twitch/callback', appUrl).href,
    authorizeUrl: env.get('TWITCH_AUTHORIZE_URL', 'https://id.twitch.tv/oauth2/authorize'),
    accessTokenUrl: env.get('TWITCH_TOKEN_URL', 'https://id.twitch.tv/oauth2/token'),
  }),
})

export default allyConfig

declare module '@adonisjs/ally/types' {
  interface SocialProviders extends InferSocialProviders<typeof allyConfig> {}
}
