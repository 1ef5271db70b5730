import { changeSet, type SeenSet } from '#packs/sets/change_set'
import { refuseField } from '#packs/sets/faults_of_fields'
import type { PackInput } from '#packs/sets/set_validators'

/** What a pack of the set holds: how many cards, which are guaranteed, and when a top rarity is. */
export class SavePack {
  async execute(seen: SeenSet, { packSize, pityAfter, slots }: PackInput): Promise<void> {
    if (slots.some(({ slot }) => slot >= packSize)) {
      refuseField('slots', 'A guaranteed card lies outside the pack.')
    }
    if (new Set(slots.map(({ slot }) => slot)).size < slots.length) {
      refuseField('slots', 'A card of the pack is guaranteed twice.')
    }
    await changeSet(seen, async (sql) => {
      await sql.run('UPDATE card_sets SET pack_size = $2, pity_after = $3 WHERE id = $1', [
        seen.id,
        packSize,
        pityAfter ?? null,
      ])
      await sql.run('DELETE FROM pack_slots WHERE set_id = $1', [seen.id])
      await sql.run(
        `INSERT INTO pack_slots (set_id, slot, minimum_rarity_id)
         SELECT $1, s.slot, s."minimumRarityId" FROM jsonb_to_recordset($2::jsonb) AS s(slot integer, "minimumRarityId" uuid)`,
        [seen.id, JSON.stringify(slots)]
      )
    })
  }
}
