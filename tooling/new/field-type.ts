import * as kernel from '@lianke/kernel'
import type { Edit } from './edit.ts'
import { BadName, camel, checked, kebab, snake, words } from './names.ts'

const samples = '../../kernel/field-types/spec/samples.testing.ts'
const cases = '../../kernel/field-types/spec/cases.testing.ts'

interface Named {
  readonly name: string
  readonly symbol: string
  readonly shape: string
  readonly said: string
  readonly place: number
}
/** One line of text to begin with: every law of a type is kept, and what is its own is written over it. */
const rules = ({ name, symbol, shape, said, place }: Named): string => `import {
  defineFieldType,
  label,
  maker,
  maskMiddle,
  normaliseText,
  sameSchema,
  textOf,
  textOperators,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface ${shape} {
  readonly options: { readonly max?: number }
  readonly value: string
}

const lengthMax = 255
const maxOf = (options: Record<string, unknown>): number => (typeof options.max === 'number' ? options.max : lengthMax)

/** What a value of it is, in one sentence. */
export const ${symbol}Type = defineFieldType({
  name: '${name}',
  place: ${place},
  label: label('${said}', '${said}'),
  help: label('${said}', '${said}'),
  normalise: (input, options) => normaliseText(input, { max: maxOf(options) }),
  fromText: (text, options) => normaliseText(text, { max: maxOf(options) }),
  toText: textOf,
  operators: textOperators,
  sortable: true,
  report: 'none',
  customOptions: ['max'],
  schema: sameSchema((options) => ({ type: 'string', maxLength: maxOf(options) })),
  mask: (value) => maskMiddle(value, 1, 0),
  writable: true,
})
export const ${symbol} = maker('${name}')
`
const storage = ({ name, symbol }: Named): string => `import { textColumn } from '@lianke/platform/field-storage'

export const ${symbol}Storage = textColumn('${name}')
`
const desk = ({
  symbol,
}: Named): string => `import { type FieldWidget, LengthOptions, lineInput, PlainText, TextFilter } from '@lianke/ui/field-desk'

export const ${symbol}Desk: FieldWidget = {
  align: 'start',
  width: 180,
  icon: 'text',
  Display: PlainText,
  Input: lineInput(),
  FilterEditor: TextFilter,
  Options: LengthOptions,
}
`
const phone = ({ symbol }: Named): string => `import { phoneLine, PhoneText, type PhoneWidget } from '@lianke/ui/field-phone'

export const ${symbol}Phone: PhoneWidget = { Display: PhoneText, Input: phoneLine('text'), label: 'above' }
`
const sampleValues = ({ symbol }: Named): string => `import fc from 'fast-check'
import { type FieldSamples, letters } from '${samples}'

export const ${symbol}Samples: FieldSamples = {
  input: fc.string({ unit: 'grapheme', maxLength: 60 }),
  stored: letters,
}
`
const spec = ({ name, said }: Named): string => `import { describe, it } from 'vitest'
import { all, taken } from '${cases}'

describe('${said.toLowerCase()}', () => {
  it('is trimmed, and refused when it is too long', () =>
    all(taken('${name}'), [
      ['  a ', 'a'],
      ['', null],
      ['x'.repeat(256), 'field.too_long'],
    ]))
})
`

/** A field type: one folder with its rules, storage, widgets, samples and spec; the registries follow from it. */
export const fieldType = {
  use: 'field-type <name>',
  registries: true,
  make(edit: Edit, [given]: readonly string[]): void {
    const name = snake(checked(given, 'field type'))
    const folder = kebab(name)
    const symbol = camel(name)
    if (name.includes('.')) throw new BadName(`"${name}" is no name for a field type: no dots`)
    if (!edit.has(`field-types/${folder}`) && symbol in kernel)
      throw new BadName(`the kernel exports something called ${symbol} already: take another name`)
    const named: Named = {
      name,
      symbol,
      shape: `${symbol.charAt(0).toUpperCase()}${symbol.slice(1)}Shape`,
      said: words(name),
      place: Math.max(...Object.values(kernel.fieldTraits).map(({ place }) => place)) + 10,
    }
    const files = {
      'type.ts': rules,
      'storage.ts': storage,
      'desk.tsx': desk,
      'phone.tsx': phone,
      'samples.ts': sampleValues,
      'spec.ts': spec,
    }
    for (const [ending, text] of Object.entries(files)) edit.create(`field-types/${folder}/${folder}.${ending}`, text(named))
  },
}
