import { nameOfPicture } from '#packs/imports/names_of_files'
import { router } from '@inertiajs/vue3'
import { ref } from 'vue'
import { FetchFailed } from '~/channel/fetch_json'
import { unchangedInput } from '~/card_sets/card_fields'
import { uploadPicture } from '~/card_sets/upload_picture'
import type { EditableCard, EditableSet } from '~/types'

const AT_ONCE = 3
const UNDO_MS = 10_000

/** What is done to the cards of a set without its form. */
export function useCards(set: () => EditableSet) {
  const toast = useToast()
  /** What is being brought to the server, in words. */
  const busy = ref('')
  const base = () => `/card-sets/${set().id}/cards`
  let before: Promise<void> = Promise.resolve()

  /** One after the other: each sees the set as the one before has left it. */
  function send(
    method: 'post' | 'put',
    path: string,
    data: () => object,
    more: Parameters<typeof router.post>[2] = {}
  ) {
    before = before.then(
      () =>
        new Promise((resolve) =>
          router[method](
            `${base()}${path}`,
            { revision: set().revision, ...data() },
            { preserveScroll: true, preserveState: true, ...more, onFinish: () => resolve() }
          )
        )
    )
  }

  const failed = (title: string) =>
    toast.add({ title, color: 'error', icon: 'i-lucide-triangle-alert' })
  /** What is wrong with the set as a whole is said by the page already. */
  const onError = ({ set: _, ...errors }: Partial<Record<string, string>>) =>
    Object.values(errors).forEach((message) => message && failed(message))

  /** With a toast that brings it back. */
  function retire(card: EditableCard) {
    send('post', `/${card.id}/retire`, () => ({}), { onSuccess: () => offerUndo(card) })
  }

  function offerUndo(card: EditableCard) {
    toast.add({
      title: `${card.name} is removed.`,
      duration: UNDO_MS,
      icon: 'i-lucide-trash-2',
      actions: [
        {
          label: 'Undo',
          color: 'neutral',
          variant: 'outline',
          onClick: () => send('post', `/${card.id}/restore`, () => ({})),
        },
      ],
    })
  }

  async function putPicture(card: EditableCard, file: File) {
    await bringing('Bringing 1 picture …', async () => {
      const pictureId = await uploadPicture(file)
      const now = () => set().cards.find(({ id }) => id === card.id) ?? card
      send('put', `/${card.id}`, () => ({ ...unchangedInput(now()), pictureId }), { onError })
    })
  }

  /** A card of each picture; those that are none are named, and the others come in. */
  async function addPictures(files: File[], rarityId: string) {
    const added: { name: string; pictureId: string }[] = []
    await bringing('', async () => {
      const taken = new Set(set().cards.map(({ name }) => name.toLowerCase()))
      const waiting = [...files]
      const work = async () => {
        for (let file = waiting.shift(); file; file = waiting.shift()) {
          busy.value = `Bringing ${files.length - waiting.length} of ${files.length} …`
          const pictureId = await bring(file)
          if (pictureId) added.push({ name: unused(nameOfPicture(file.name), taken), pictureId })
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
    })
    if (added.length > 0) {
      const cards = added
        .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
        .map((card) => ({ ...card, rarityId, weight: 1, variants: [] }))
      send('post', '', () => ({ cards }), { onError })
    }
  }

  async function bring(file: File): Promise<string | null> {
    try {
      return await uploadPicture(file)
    } catch (error) {
      if (!(error instanceof FetchFailed)) throw error
      failed(`${file.name}: ${error.message}`)
      return null
    }
  }

  async function bringing(words: string, work: () => Promise<void>) {
    busy.value = words
    try {
      await work()
    } catch (error) {
      if (!(error instanceof FetchFailed)) throw error
      failed(error.message)
    } finally {
      busy.value = ''
    }
  }

  function reorder(cardIds: string[]) {
    send('put', '/order', () => ({ cardIds }))
  }

  return { busy, retire, putPicture, addPictures, reorder }
}

function unused(name: string, taken: Set<string>): string {
  let free = name
  for (let number = 2; taken.has(free.toLowerCase()); number++) {
    free = `${name.slice(0, 54)} ${number}`
  }
  taken.add(free.toLowerCase())
  return free
}
