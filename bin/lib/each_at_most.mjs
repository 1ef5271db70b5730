/**
 * Does `work` with each of these, in their order, with so many at a time.
 *
 * @template Item
 * @param {number} atOnce
 * @param {Item[]} items
 * @param {(item: Item) => Promise<void>} work
 */
export async function eachAtMost(atOnce, items, work) {
  const left = [...items]
  const worker = async () => {
    while (left.length > 0) {
      await work(left.shift())
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
