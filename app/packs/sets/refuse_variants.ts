import { missingTo1, sumOfChances } from '#packs/sets/chance'
import { refuseField, refuseSameNames } from '#packs/sets/faults_of_fields'
import type { VariantInput } from '#packs/sets/set_validators'

/**
 * The variants of a card: what they leave to 1 is the regular card.
 *
 * @throws E_VALIDATION_ERROR 422
 */
export function refuseVariants(variants: VariantInput[], field = 'variants'): void {
  refuseSameNames(
    variants.map(({ name }) => name),
    (index) => `${field}.${index}.name`,
    'Another variant of the card has this name.'
  )
  const sum = sumOfChances(variants.map(({ chance }) => chance))
  if (missingTo1(sum).numerator < 0n) {
    refuseField(field, 'Together the variants are more than 100 %.')
  }
}
