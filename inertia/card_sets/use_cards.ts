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
  const seen = () => ({ revision: set().revision })
  const options = { preserveScroll: true, preserveState: true }

  const failed = (title: string) =>
    toast.add({ title, color: 'error', icon: 'i-lucide-triangle-alert' })
  /** What is wrong with the set as a whole is said by the page already. */
  const onError = ({ set: _, ...errors }: Partial<Record<string, string>>) =>
    Object.values(errors).forEach((message) => message && failed(message))

  /** With a toast that brings it back. */
  function retire(card: EditableCard) {
    router.post(`${base()}/${card.id}/retire`, seen(), {
      ...options,
      onSuccess: () => offerUndo(card),
    })
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
          onClick: () => router.post(`${base()}/${card.id}/restore`, seen(), options),
        },
      ],
    })
  }

  async function putPicture(card: EditableCard, file: File) {
    await bringing('Bringing 1 picture …', async () => {
      const pictureId = await uploadPicture(file)
      router.put(
        `${base()}/${card.id}`,
        { ...seen(), ...unchangedInput(card), pictureId },
        { ...options, onError }
      )
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
      router.post(base(), { ...seen(), cards }, { ...options, onError })
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
    router.put(`${base()}/order`, { ...seen(), cardIds }, options)
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
