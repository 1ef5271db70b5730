import { Exception } from '@adonisjs/core/exceptions'
import { isUuid } from '#core/ids'
import type { Sql } from '#core/sql'
import { takenSentence } from '#packs/sets/add_cards'
import { changeSet, type SeenSet } from '#packs/sets/change_set'
import { refuseField } from '#packs/sets/faults_of_fields'
import { refuseVariants } from '#packs/sets/refuse_variants'
import type { CardInput } from '#packs/sets/set_validators'
import { replaceVariants } from '#packs/sets/replace_variants'

/** Changes a card of a set. What viewers have of it changes its looks with it; what is drawn from changes by publishing. */
export class SaveCard {
  async execute(seen: SeenSet, cardId: string, input: CardInput): Promise<void> {
    refuseVariants(input.variants)
    await changeSet(seen, async (sql) => {
      await refuseTaken(sql, seen.id, cardId, input.name)
      const changed = await sql.run(
        `UPDATE cards SET rarity_id = $3, name = $4, text = $5, picture_id = $6, weight = $7, boon = $8::jsonb, updated_at = now()
         WHERE set_id = $1 AND id = $2 RETURNING id`,
        [
          seen.id,
          isUuid(cardId) ? cardId : null,
          input.rarityId,
          input.name,
          input.text,
          input.pictureId ?? null,
          input.weight,
          input.boon ? JSON.stringify(input.boon) : null,
        ]
      )
      if (changed.length === 0) {
        throw new Exception('There is no such card.', { status: 404, code: 'E_NO_CARD' })
      }
      await replaceVariants(sql, cardId, input.variants)
    })
  }
}

async function refuseTaken(sql: Sql, setId: string, cardId: string, name: string): Promise<void> {
  const [taken] = await sql.run<{ retired: boolean }>(
    `SELECT retired_at IS NOT NULL AS retired FROM cards
     WHERE set_id = $1 AND id::text <> $2 AND lower(name) = lower($3)`,
    [setId, cardId, name]
  )
  if (taken) {
    refuseField('name', takenSentence(taken.retired))
  }
}
