import { bigramsOf } from './similarity.rule.ts'

/** What is known of a person, as it is stored. */
export interface LinkedPerson {
  readonly name: string | null
  readonly birthday: string | null
  readonly gender: string | null
  readonly company: string | null
  /** The address as one line, without district and postcode, and those two together. */
  readonly street: string | null
  readonly place: string | null
  readonly phones: readonly string[]
  readonly emails: readonly string[]
}
/** The same, folded once so that it can be compared a thousand times. */
export interface LinkRecord {
  /** The whole name as it is written, folded; '' for none. */
  readonly name: string
  /** How its words sound, in the order of the alphabet. */
  readonly words: readonly string[]
  /** yyyymmdd. */
  readonly birthday: string
  readonly gender: string
  readonly company: string
  readonly street: readonly string[]
  readonly place: string
  readonly phones: readonly string[]
  readonly emails: readonly string[]
}

const valuesMax = 5
const fold = (text: string | null): string =>
  (text ?? '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
const companyForms = /(股份|有限|责任|公司|集团|\b(co|ltd|inc|llc|gmbh|corp|company|limited)\b)/gu
const nationalOf = (phone: string): string => {
  const digits = phone.replace(/\D/g, '')
  return digits.startsWith('86') && digits.length === 13 ? digits.slice(2) : digits
}
const known = (values: readonly string[]): string[] =>
  [...new Set(values.filter((value) => value !== ''))].sort().slice(0, valuesMax)

/** `sound` answers how a name is said in plain letters, a word for each syllable or word: 李娜 is `li na`. */
export const linkRecord = (person: LinkedPerson, sound: (name: string) => string): LinkRecord => {
  const name = fold(person.name)
  return {
    name: name.replaceAll(' ', ''),
    words: known(fold(sound(name)).split(' ')),
    birthday: (person.birthday ?? '').replace(/\D/g, '').slice(0, 8),
    gender: person.gender === 'male' || person.gender === 'female' ? person.gender : '',
    company: fold(person.company).replace(companyForms, '').replaceAll(' ', ''),
    street: bigramsOf(fold(person.street).replaceAll(' ', '')),
    place: fold(person.place).replaceAll(' ', ''),
    phones: known(person.phones.map(nationalOf)),
    emails: known(person.emails.map((mail) => mail.toLowerCase())),
  }
}
