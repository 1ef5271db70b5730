import env from '#start/env'

const MB = 1024 * 1024

/** How much room the pictures of one person may take: those of all their cards and sets together. */
const pictureRoom = {
  pictures: env.get('PICTURES_PER_PERSON', 5_000),
  bytes: env.get('PICTURE_MB_PER_PERSON', 1_000) * MB,
}

export default pictureRoom
