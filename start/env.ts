import { Env } from '@adonisjs/core/env'

/**
 * The only place that reads the environment. `.env.example` explains each line.
 */
export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  HOST: Env.schema.string({ format: 'host' }),
  PORT: Env.schema.number(),
  APP_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  APP_KEY: Env.schema.secret(),
  LOG_LEVEL: Env.schema.string.optional(),
  ROLES: Env.schema.string.optional(),

  // Demo: Twitch and the table are simulated.
  DEMO: Env.schema.boolean.optional(),
  SIMULATOR_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  TABLETOP_URL: Env.schema.string.optional({ format: 'url', tld: false }),

  DATABASE_URL: Env.schema.string(),
  DATABASE_DIRECT_URL: Env.schema.string.optional(),
  DATABASE_POOL: Env.schema.number.optional(),
  REDIS_URL: Env.schema.string.optional(),

  // Where uploaded pictures are kept: a folder of this machine, or a bucket of S3 or of what speaks like it.
  FILES_FOLDER: Env.schema.string.optional(),
  S3_BUCKET: Env.schema.string.optional(),
  S3_REGION: Env.schema.string.optional(),
  S3_ENDPOINT: Env.schema.string.optional({ format: 'url', tld: false }),
  S3_ACCESS_KEY_ID: Env.schema.string.optional(),
  S3_SECRET_ACCESS_KEY: Env.schema.secret.optional(),

  // How many pictures one person may keep, and how many megabytes they may take.
  PICTURES_PER_PERSON: Env.schema.number.optional(),
  PICTURE_MB_PER_PERSON: Env.schema.number.optional(),

  TWITCH_CLIENT_ID: Env.schema.string.optional(),
  TWITCH_CLIENT_SECRET: Env.schema.secret.optional(),
  TWITCH_AUTHORIZE_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  TWITCH_TOKEN_URL: Env.schema.string.optional({ format: 'url', tld: false }),
  TWURPLE_MOCK_API_PORT: Env.schema.number.optional(),
  TWITCH_EVENTSUB_TRANSPORT: Env.schema.enum.optional([
    'websocket',
    'webhook',
    'conduit-websocket',
    'conduit-webhook',
  ] as const),
  TWITCH_EVENTSUB_SECRET: Env.schema.secret.optional(),

  // Around how often Twitch's lists are read while its events do not come, and while they do.
  POLLING_SECONDS: Env.schema.number.optional(),
  POLLING_STANDBY_MINUTES: Env.schema.number.optional(),

  // For how many days the log of what happens on channels is kept; 0 keeps everything.
  EVENT_RETENTION_DAYS: Env.schema.number.optional(),

  // Who may come in. The administrator can change the first two in the app.
  SIGN_IN: Env.schema.enum.optional(['everybody', 'invited', 'list'] as const),
  CREATE_CAMPAIGNS: Env.schema.enum.optional(['everybody', 'administrators', 'list'] as const),
  ADMIN_TWITCH_LOGIN: Env.schema.string.optional(),
})
