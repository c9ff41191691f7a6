import fc from 'fast-check'
import { type FieldSamples, decimals } from '../../kernel/field-types/spec/samples.testing.ts'

const amounts = fc
  .tuple(decimals(2), fc.constantFrom('CNY', 'USD'), fc.boolean())
  .map(([amount, currency, rated]) => ({ amount, currency, base_amount: currency === 'CNY' || rated ? amount : null }))

export const moneySamples: FieldSamples = {
  input: fc.record({ amount: fc.integer(), currency: fc.constantFrom('CNY', 'USD', 'JPY', 'KWD', 'CLF') }),
  stored: amounts,
  operand: fc.oneof(
    decimals(2),
    amounts.map(({ amount, currency }) => ({ amount, currency })),
  ),
  // Amounts of one condition are in one currency.
  operands: decimals(2),
}
