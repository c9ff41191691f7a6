import {
  defineFieldType,
  halfWidth,
  label,
  maker,
  maskMiddle,
  type Normalised,
  normaliseText,
  sameSchema,
  share,
  textOf,
  textOperators,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface EmailShape {
  readonly options: object
  readonly value: string
}

const local = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const domain = /^(?=.{4,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:\p{L}{2,63}|xn--[a-z0-9-]{2,59})$/u

const normalise = (input: unknown): Normalised =>
  normaliseText(input, {
    max: 254,
    then: (given) => {
      const text = halfWidth(given).replace(/^mailto:/i, '')
      const at = text.lastIndexOf('@')
      const [name, host] = [text.slice(0, at).toLowerCase(), text.slice(at + 1).toLowerCase()]
      return at > 0 && at <= 64 && local.test(name) && domain.test(host)
        ? { value: `${name}@${host}` }
        : { problem: 'field.email_invalid' }
    },
  })

const between = /[;；,，、|\s/]+/
/** `张三 <zhang@example.com>` */
const named = /^[^<>]*<([^<>\s]+)>$/

/** The first address of a cell; others are told as the rest. */
const fromText = (text: string): Normalised => {
  const whole = normalise(named.exec(text.trim())?.[1] ?? text)
  if (!('problem' in whole) || !text.includes('@')) return whole
  const pieces = text.split(between).filter(Boolean)
  const read = pieces.map((piece) => normalise(piece.replace(/^<|>$/g, '')))
  const at = read.findIndex((one) => !('problem' in one))
  const first = read[at]
  return first && 'value' in first ? { ...first, rest: pieces.filter((_, index) => index !== at).join('; ') } : whole
}

/** An e-mail address, in small letters: nobody's provider tells `Anna@` from `anna@`, and one person is not to be two. */
export const emailType = defineFieldType({
  name: 'email',
  place: 150,
  label: label('邮箱', 'Email'),
  help: label('邮件地址', 'An email address'),
  normalise,
  fromText,
  toText: textOf,
  operators: textOperators,
  sortable: true,
  report: 'none',
  key: 'text',
  reaches: 5,
  resembles: (samples) => (share(samples, /^[^\s@]+@[^\s@]+\.[^\s@]+$/) > 0.7 ? 0.6 : 0),
  contradicts: (samples) => share(samples, /@/) < 0.3,
  schema: sameSchema(() => ({ type: 'string', maxLength: 254 })),
  mask: (value) => {
    if (typeof value !== 'string') return value
    const at = value.lastIndexOf('@')
    return `${maskMiddle(value.slice(0, at), 1, 0)}${value.slice(at)}`
  },
  writable: true,
})
export const email = maker('email')
