import { defineFieldType, type Normalised } from './field-type.ts'
import { textOperators } from './operators.ts'
import { normaliseText, sameSchema, textOf } from './plain-text.ts'

const normalise = (input: unknown): Normalised =>
  normaliseText(input, {
    max: 2000,
    then: (text) => {
      const address = URL.parse(/^[\w-]+(\.[\w-]+)+([/:?#]|$)/.test(text) ? `https://${text}` : text)
      const fits =
        address && (address.protocol === 'http:' || address.protocol === 'https:') && !address.username && !address.password
      return fits ? { value: address.href } : { problem: 'field.url_invalid' }
    },
  })

/** An http or https address without a password in it. */
export const urlType = defineFieldType({
  name: 'url',
  normalise,
  fromText: normalise,
  toText: textOf,
  operators: textOperators,
  sortable: true,
  report: 'none',
  schema: sameSchema(() => ({ type: 'string', maxLength: 2000 })),
  writable: true,
})
