import { changeWords, type Field, type FieldProblem, fieldTypes, isChange, type TypeContext } from '@lianke/kernel'
import { keepWorkedOut } from './keep-worked-out.ts'
import { ReadValue } from './read-value.ts'
import { sameValue } from './row-codec.ts'

type Given = Record<string, unknown>
type Outcome = { readonly value: unknown } | { readonly problem: string; readonly params?: Record<string, unknown> }
interface Asked {
  readonly name: string
  readonly field: Field
  readonly given: Given
  /** The value that stands, from the row under its lock; null for a new record. */
  readonly before: unknown
  readonly types: TypeContext
}

const listMax = 1000

const members = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** `$add` and `$remove` together: what goes first, then what comes; order kept. */
const changeList = ({ given, before, field, types }: Asked): Outcome => {
  const read = (word: '$add' | '$remove'): Outcome =>
    given[word] === undefined
      ? { value: [] }
      : Array.isArray(given[word]) && given[word].length <= listMax
        ? fieldTypes[field.type].normalise(given[word], field.options, types)
        : { problem: 'field.wrong_type', params: { expected: 'list' } }
  const [gone, come] = [read('$remove'), read('$add')]
  if ('problem' in gone) return gone
  if ('problem' in come) return come
  const without = members(before).filter((one) => !members(gone.value).some((other) => sameValue(one, other)))
  const fresh = members(come.value).filter((one) => !without.some((other) => sameValue(one, other)))
  return { value: [...without, ...fresh] }
}

/** Lines that are not there yet come behind those that are. */
const changeText = ({ given, before, field, types }: Asked, between: string): Outcome => {
  const lines = Array.isArray(given.$add) && given.$add.length <= listMax ? given.$add : null
  if (!lines?.every((line) => typeof line === 'string')) return { problem: 'field.wrong_type', params: { expected: 'list' } }
  let text = typeof before === 'string' ? before : ''
  for (const line of lines) if (!text.split(between).includes(line)) text = text === '' ? line : `${text}${between}${line}`
  return fieldTypes[field.type].normalise(text, field.options, types)
}

const changeNumber = ({ name, given, before, field, types }: Asked): Outcome => {
  const type = fieldTypes[field.type]
  const sign = '$plus' in given ? 1 : -1
  const read = type.normalise(
    sign === 1 ? given.$plus : given.$minus,
    { ...field.options, min: undefined, max: undefined },
    types,
  )
  if ('problem' in read) return read
  if (read.value === null || !type.plus) return { problem: 'field.wrong_type', params: { expected: 'number' } }
  const sum = type.plus(before, read.value, sign)
  return 'problem' in sum ? { ...sum, params: { field: name, ...sum.params } } : sum
}

const changeIf = ({ name, given, before, field, types }: Asked): Outcome => {
  const expected = fieldTypes[field.type].normalise(given.$if, field.options, types)
  if ('problem' in expected) return expected
  return sameValue(keepWorkedOut(field, expected.value, before), before)
    ? { value: given.$set }
    : { problem: 'field.changed_meanwhile', params: { field: name } }
}

const workOut = (asked: Asked): Outcome => {
  const { field, given } = asked
  const words = Object.keys(given).sort().join(' ')
  if (words === '$if $set') return changeIf(asked)
  if (['$add', '$remove', '$add $remove'].includes(words) && fieldTypes[field.type].many) return changeList(asked)
  const { joined } = fieldTypes[field.type]
  if (words === '$add' && joined !== undefined) return changeText(asked, joined)
  if ((words === '$plus' || words === '$minus') && fieldTypes[field.type].plus) return changeNumber(asked)
  const unknown = Object.keys(given).find((word) => !(changeWords as readonly string[]).includes(word))
  return unknown === undefined
    ? { problem: 'field.change_not_for_type', params: { field: asked.name, change: words, type: field.type } }
    : {
        problem: 'field.unknown_change',
        params: { field: asked.name, change: unknown.slice(0, 40), known: changeWords.join(', ') },
      }
}

/**
 * Changes that commute (`$add`, `$plus` …) become values, worked out on the row as it stands under its lock. What cannot be worked out is
 * named. Fields of a literal type (json) keep whatever they are given.
 */
export const workOutChanges = (
  fields: ReadonlyMap<string, Field>,
  values: Given,
  before: Given | null,
  types: TypeContext,
): { readonly values: Given; readonly problems: readonly FieldProblem[] } => {
  const problems: FieldProblem[] = []
  let made: Given | null = null
  for (const name in values) {
    const given = values[name]
    if (typeof given !== 'object' || given === null || given instanceof ReadValue) continue
    const field = fields.get(name)
    if (!field || fieldTypes[field.type].literal || !isChange(given)) continue
    made ??= { ...values }
    const outcome = workOut({ name, field, given: given as Given, before: before?.[name] ?? null, types })
    if ('value' in outcome) made[name] = outcome.value
    else {
      delete made[name]
      problems.push({ path: `/${name}`, code: outcome.problem, params: { field: name, ...outcome.params } })
    }
  }
  return { values: made ?? values, problems }
}
