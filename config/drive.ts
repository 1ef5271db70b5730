import { defineConfig, services } from '@adonisjs/drive'
import app from '@adonisjs/core/services/app'
import type { InferDriveDisks } from '@adonisjs/drive/types'
import env from '#start/env'

const bucket = env.get('S3_BUCKET') || undefined
const accessKeyId = env.get('S3_ACCESS_KEY_ID')
const secretAccessKey = env.get('S3_SECRET_ACCESS_KEY')?.release()

/** A bucket of Amazon S3 or of what speaks like it; without keys the machine's own role is used. */
const s3 = services.s3({
  bucket: bucket ?? '',
  region: env.get('S3_REGION', 'us-east-1'),
  endpoint: env.get('S3_ENDPOINT'),
  forcePathStyle: env.get('S3_ENDPOINT') !== undefined,
  credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
  visibility: 'private',
  supportsACL: false,
})

const fs = services.fs({
  location: env.get('FILES_FOLDER') || app.makePath('.data/files'),
  visibility: 'private',
})

/**
 * Where uploaded pictures lie: a bucket when one is set, else a folder. Nothing is
 * served from there but through a route of ours.
 */
const drive = defineConfig({ default: bucket ? 's3' : 'fs', services: { fs, s3 } })

export default drive

declare module '@adonisjs/drive/types' {
  interface DriveDisks extends InferDriveDisks<typeof drive> {}
}
