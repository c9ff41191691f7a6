import type { FieldType } from './field-type.ts'

type Check = NonNullable<FieldType['checkOptions']>
const choicesMax = 500
const labelMax = 100

/** A label in both languages, of a length that a screen can show. */
export const isWholeLabel = (label: unknown): boolean => {
  const { zh, en } = (label ?? {}) as Record<string, unknown>
  return [zh, en].every((text) => typeof text === 'string' && text.trim() !== '' && text.length <= labelMax)
}

/** The choices of a list, as an administrator describes them. */
export const checkChoices: Check = ({ options }) => {
  const wrong = (reason: string) => ({ at: 'options', reason })
  if (!Array.isArray(options) || options.length === 0 || options.length > choicesMax) return wrong(`one to ${choicesMax} options`)
  const values = new Set<unknown>()
  for (const option of options as ({ value?: unknown; label?: unknown } | null)[]) {
    if (typeof option?.value !== 'string' || option.value === '' || option.value.length > labelMax || !isWholeLabel(option.label))
      return wrong('every option has a value and a label in both languages')
    if (values.has(option.value)) return wrong(`value ${option.value} twice`)
    values.add(option.value)
  }
  return null
}

/** What points somewhere says where. */
export const checkTarget: Check = ({ to }) => (typeof to === 'string' ? null : { at: 'to', reason: 'the name of an object' })
