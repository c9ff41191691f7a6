import { type Field, traitsOf } from '@lianke/kernel'
import type { ColumnMap } from './mapping.ts'

type Join = (texts: readonly string[], maps: readonly ColumnMap[]) => string

const han = /^[\p{Script=Han}·]+$/u
/** Names in the order in which they are said: 王 + 小明, but Anna + Müller. */
const joinName: Join = (texts, maps) => {
  const of = (part: ColumnMap['part']) => texts.filter((text, at) => text !== '' && maps[at]?.part === part)
  const chinese = texts.every((text) => text === '' || han.test(text))
  const [given, family, others] = [of('given'), of('family'), of(undefined)]
  return (chinese ? [...family, ...given, ...others] : [...given, ...others, ...family]).join(chinese ? '' : ' ')
}
const joinDistinct =
  (between: string): Join =>
  (texts) =>
    [...new Set(texts.filter(Boolean))].join(between)

/** How the cells of several columns become the text of one field; undefined where they cannot. */
export const joinOf = (field: Field | undefined, maps: readonly ColumnMap[]): Join | undefined => {
  if (!field) return undefined
  if (maps[0]?.field.includes('.')) return traitsOf(field).parts ? joinDistinct(' ') : undefined
  if (maps.some(({ part }) => part !== undefined)) return joinName
  if (traitsOf(field).many) return joinDistinct('|')
  // Somebody is reached by the first of them; what the others say is kept where the mapping says.
  if (traitsOf(field).reaches !== undefined) return joinDistinct(';')
  const { joined } = traitsOf(field)
  return joined === undefined ? undefined : joinDistinct(joined)
}
