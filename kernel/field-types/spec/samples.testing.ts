import fc from 'fast-check'

/** Values of one field type, for the specs that hold for every type. */
export interface FieldSamples {
  /** Options of the field that they are of. */
  readonly options?: Readonly<Record<string, unknown>>
  /** What people and programs give; absent where nothing can be given. */
  readonly input?: fc.Arbitrary<unknown>
  /** Values as they are stored, that meet often. */
  readonly stored: fc.Arbitrary<unknown>
  /** What conditions compare with, where that is more than what is stored. */
  readonly operand?: fc.Arbitrary<unknown>
  /** The same where several stand in one condition. */
  readonly operands?: fc.Arbitrary<unknown>
}

/** Short texts that meet often, with the letters that like-patterns treat specially. */
export const letters = fc.string({
  unit: fc.constantFrom('a', 'B', '张', '三', '%', '_', '\\', "'", ' ', '1'),
  minLength: 1,
  maxLength: 4,
})
export const sampleIds = [
  '0190a0b0-0000-7000-8000-000000000001',
  '0190a0b0-0000-7000-8000-000000000002',
  '0190a0b0-0000-7000-8000-000000000003',
  '0190a0b0-0000-7000-8000-000000000004',
] as const
export const someId = fc.constantFrom(...sampleIds)
export const decimals = (scale: number) =>
  fc.integer({ min: -300, max: 300 }).map((n) => (n / 10 ** Math.min(scale, 1)).toFixed(scale))
/** What a decimal is compared with: finer than it is kept, or a plain number. */
export const decimalOperands = fc.oneof(decimals(5), fc.integer({ min: -30, max: 30 }))
export const days = fc.integer({ min: -40, max: 40 }).map((n) => new Date(Date.UTC(2024, 1, 28 + n)).toISOString().slice(0, 10))
export const moments = fc
  .integer({ min: -60 * 24, max: 60 * 24 })
  .map((n) => new Date(Date.UTC(2024, 1, 28) + n * 1_800_000).toISOString())
export const severalOf = <T>(value: fc.Arbitrary<T>) => fc.uniqueArray(value, { minLength: 1, maxLength: 3 })
