import { isNumeric, type MetaField, optionsIn, traitsOf } from '@lianke/kernel'

/** What a spreadsheet puts on the clipboard: rows by lines, cells by tabs; the empty line at the end is none. */
export const cellsOf = (pasted: string): readonly (readonly string[])[] =>
  pasted
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.split('\t').map((cell) => cell.trim()))

const numberIn = (text: string): string | null => {
  const plain = text.replace(/[,，\s]/g, '').replace(/^[^\d.+-]+/, '')
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? plain.replace(/^\+/, '') : null
}

/** A pasted text as a value of a field; undefined: it cannot be one. Records are found by their names elsewhere. */
export const valueOfCell = (field: MetaField, text: string, currency: string): unknown => {
  if (text === '') return null
  const { given } = traitsOf(field)
  if (given?.includes('currency')) {
    const amount = numberIn(text)
    return amount === null ? undefined : { amount, currency }
  }
  const options = optionsIn(field.options)
  if (options.length > 0) return options.find(({ value, label }) => [value, label.zh, label.en].includes(text))?.value
  if (isNumeric(field)) return numberIn(text) ?? undefined
  return text
}
