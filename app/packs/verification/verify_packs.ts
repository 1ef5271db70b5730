import { transact } from '#core/transact'
import { PACK_CHECKS } from '#packs/verification/pack_checks'

/** Something of the packs that does not add up, with both sides as they were read. */
export interface PackDifference {
  about: string
  found: string
  wanted: string
  sentence: string
}

export interface PackVerification {
  openings: number
  differences: PackDifference[]
}

/**
 * Holds the packs against the ledger and against themselves, all at one moment.
 * Changes nothing, and may run beside the app.
 */
export class VerifyPacks {
  execute(): Promise<PackVerification> {
    return transact(async (sql) => {
      await sql.run('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
      const [row] = await sql.run<{ openings: number }>(
        'SELECT count(*)::int AS openings FROM openings'
      )
      const differences: PackDifference[] = []
      for (const { query, sentence } of PACK_CHECKS) {
        const wrong = await sql.run<Omit<PackDifference, 'sentence'>>(query)
        differences.push(...wrong.map((difference) => ({ ...difference, sentence })))
      }
      return { openings: row?.openings ?? 0, differences }
    })
  }
}
