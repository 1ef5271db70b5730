import { cleanName, cleanText, MAX_TEXT } from '../text/clean_text.ts'
import {
  CommandRefused,
  type CommandHandler,
  type Outcome,
  type ReceivedCommand,
} from './handler.ts'
import { documentIdOf } from '../new_id.ts'
import { freeSquares, type Square } from './free_squares.ts'
import { idIn, payloadOf, wholeIn } from './payload.ts'
import { isRecord } from '../records.ts'
import { MODULE_ID } from '../constants.ts'
import { toMessageHtml } from '../text/to_message_html.ts'
import type { FoundryPort, SceneView } from '../port.ts'

const MOST = 20

interface Plan {
  scene: SceneView
  actorId: string
  ids: string[]
  squares: Square[]
  text: string
}

/**
 * Puts tokens of a prepared actor (treasure, vermin) on the scene, on free squares
 * near a token or a point, with a line in the chat if there is one to say. Their ids
 * follow from the command's, so that a repeat meets what is there already.
 */
export const tokenSpawn: CommandHandler = {
  type: 'token.spawn',

  rehearse(world, command) {
    const { scene, ids } = plan(world, command)
    return { sceneId: scene.id, ids, messageId: documentIdOf(command.id) }
  },

  async execute(world, command) {
    const { scene, actorId, ids, squares, text } = plan(world, command)
    const tokens = squares.map((square, index) => ({ ...square, actorId, id: ids[index] }))
    await world.createTokens(scene.id, tokens)
    if (text !== '') await say(world, command, text)
    return placed(world, scene.id, ids)
  },

  trace(world, command) {
    const { sceneId } = payloadOf(command)
    const scene = world.scene(typeof sceneId === 'string' ? sceneId : null)
    const ids = idsOf(command)
    const found = scene?.tokens.filter(({ id }) => ids.includes(id)) ?? []
    return scene && found.length > 0 ? placed(world, scene.id, ids) : null
  },

  async undo(world, { sceneId, ids, messageId }) {
    const scene = typeof sceneId === 'string' ? world.scene(sceneId) : null
    if (!scene || !Array.isArray(ids)) {
      throw new CommandRefused('scene_gone', 'The scene is no longer in the world.')
    }
    const there = scene.tokens.flatMap(({ id }) => (ids.includes(id) ? [id] : []))
    if (there.length > 0) await world.deleteTokens(scene.id, there)
    if (typeof messageId === 'string' && world.message(messageId)) {
      await world.deleteMessage(messageId)
    }
    return { before: there.length, after: 0, docIds: there }
  },
}

function plan(world: FoundryPort, command: ReceivedCommand): Plan {
  const payload = payloadOf(command)
  const actorId = idIn(payload, 'actorId')
  if (!world.actor(actorId)) {
    throw new CommandRefused('actor_gone', 'The actor to place is not in the world.')
  }
  const count = wholeIn(payload, 'count', 1, MOST)
  const scene = world.scene(payload.sceneId === undefined ? null : idIn(payload, 'sceneId'))
  if (!scene) throw new CommandRefused('scene_gone', 'There is no scene to place it on.')

  const squares = freeSquares(scene, pointIn(payload.near, scene), count)
  if (squares.length < count) {
    throw new CommandRefused('no_room', 'There is not enough room on the scene.')
  }
  const ids = idsOf(command).slice(0, count)
  return { scene, actorId, ids, squares, text: cleanText(payload.text, MAX_TEXT) }
}

/** Near a token, or a point; else the middle of the scene. */
function pointIn(near: unknown, scene: SceneView): Square {
  if (!isRecord(near)) {
    return { x: scene.left + scene.width / 2, y: scene.top + scene.height / 2 }
  }
  if (near.tokenId === undefined) {
    return {
      x: wholeIn(near, 'x', scene.left, scene.left + scene.width),
      y: wholeIn(near, 'y', scene.top, scene.top + scene.height),
    }
  }
  const id = idIn(near, 'tokenId')
  const token = scene.tokens.find((candidate) => candidate.id === id)
  if (token) return token
  throw new CommandRefused('token_gone', 'The token to place it near is not on the scene.')
}

function idsOf(command: ReceivedCommand): string[] {
  const start = documentIdOf(command.id).slice(2)
  return Array.from({ length: MOST }, (_, index) => start + String(index).padStart(2, '0'))
}

/** A part that was placed counts as done, and the result says which part. */
function placed(world: FoundryPort, sceneId: string, ids: string[]): Outcome {
  const there =
    world.scene(sceneId)?.tokens.flatMap(({ id }) => (ids.includes(id) ? [id] : [])) ?? []
  return { before: 0, after: there.length, docIds: there }
}

async function say(world: FoundryPort, command: ReceivedCommand, text: string) {
  await world.createMessage({
    id: documentIdOf(command.id),
    alias: cleanName(world.info().user.name),
    content: toMessageHtml(text),
    flags: { [MODULE_ID]: { commandId: command.id } },
  })
}
