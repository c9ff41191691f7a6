import {
  defineFieldType,
  label,
  maker,
  type Normalised,
  normaliseText,
  sameSchema,
  textOf,
  textOperators,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface UrlShape {
  readonly options: object
  readonly value: string
}

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
  place: 160,
  label: label('网址', 'Link'),
  help: label('网页地址', 'A web address'),
  normalise,
  fromText: normalise,
  toText: textOf,
  operators: textOperators,
  sortable: true,
  report: 'none',
  schema: sameSchema(() => ({ type: 'string', maxLength: 2000 })),
  writable: true,
  ofEvent: true,
})
export const url = maker('url')
