import { type Field, fieldTypes, targetOf, traitsOf, type TypeContext } from '@lianke/kernel'
import type { ColumnMap } from './mapping.ts'

const context = { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY' } as const satisfies Omit<TypeContext, 'region'>
/** Where numbers of no country are dialled, where nobody says. */
const usual = 'CN'

/** Which part of some texts cannot be read as a field's values, 0 to 1. */
const unreadShare = (field: Field, texts: readonly string[], region = usual): number =>
  texts.length === 0 || targetOf(field) !== undefined ? 0 : unreadOf(field, texts, region).length / texts.length

/** Those of some texts that cannot be read as a field's values. */
const unreadOf = (field: Field, texts: readonly string[], region = usual): string[] =>
  texts.filter((text) => {
    const read = fieldTypes[field.type].fromText(text, field.options, { ...context, region })
    return 'problem' in read && read.problem !== 'field.ambiguous_date' && read.problem !== 'field.too_many_decimals'
  })

/** Not one of some cells can be read as the field's: then another word than its own means something else. */
export const isForeign = (field: Field, texts: readonly string[], region = usual): boolean =>
  unreadShare(field, texts, region) === 1

/** Numbers by which nobody is reached are kept as they are written, rather than refuse every row. */
export const keptAsText = (field: Field | undefined, texts: readonly string[], region = usual): boolean =>
  field !== undefined && traitsOf(field).reaches !== undefined && unreadShare(field, texts, region) > 0.5

/** Where what a cell says beyond its value is kept. */
export const restFieldOf = (fields: ReadonlyMap<string, Field>): string | undefined =>
  [...fields].find(
    ([, { type, options }]) =>
      !options.readOnly && !options.hidden && !fieldTypes[type].computed && fieldTypes[type].joined === '\n',
  )?.[0]

const isChoice = ({ type }: Field): boolean => fieldTypes[type].customOptions?.includes('options') ?? false

/** What other systems call what is a choice here. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  medium: ['normal'],
  'not started': ['open', 'todo', 'new'],
  'in progress': ['doing', 'open'],
  completed: ['done', 'completed'],
  deferred: ['waiting'],
}
const valuesIn = (field: Field, texts: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    unreadOf(field, texts).flatMap((text) => {
      const value = synonyms[text.toLowerCase()]?.find((one) => unreadOf(field, [one]).length === 0)
      return value ? [[text, value]] : []
    }),
  )

/**
 * How the texts of a column are read: the region of its numbers, words of others for choices of ours; and what is kept in another field: what
 * numbers and addresses say beyond the first, and, where some texts are no values of the field, those.
 */
export const readingOf = (
  field: Field | undefined,
  texts: readonly string[],
  keeper: string | undefined,
  ours = usual,
): Pick<ColumnMap, 'rest' | 'unreadable' | 'region' | 'values'> => {
  if (!field) return {}
  const [reaches, choice] = [traitsOf(field).reaches !== undefined, isChoice(field)]
  if (!reaches && !choice) return {}
  const told = fieldTypes[field.type].regionIn?.(texts)
  const region = told === ours ? undefined : told
  const values = choice ? valuesIn(field, texts) : {}
  const unread = unreadOf(field, texts, region ?? ours).some((text) => values[text] === undefined)
  return {
    ...(region ? { region } : {}),
    ...(Object.keys(values).length > 0 ? { values } : {}),
    ...(reaches && keeper ? { rest: keeper } : {}),
    ...(unread && keeper ? { unreadable: keeper } : {}),
  }
}
