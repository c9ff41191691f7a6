import { expect } from 'vitest'
import { type FieldTypeName, fieldTypes, type TypeContext } from '../../index.ts'

export const context: TypeContext = { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY', region: 'CN' }
type Case = readonly [input: unknown, answer: unknown]

/** What becomes of what a program gives: the value, or the code of its problem. */
export const taken =
  (type: FieldTypeName, options: Record<string, unknown> = {}) =>
  (input: unknown): unknown => {
    const answer = fieldTypes[type].normalise(input, options, context)
    return 'problem' in answer ? answer.problem : answer.value
  }
/** What becomes of the text of a cell. */
export const read =
  (type: FieldTypeName, options: Record<string, unknown> = {}) =>
  (text: string): unknown => {
    const answer = fieldTypes[type].fromText(text, options, context)
    return 'problem' in answer ? answer.problem : answer.value
  }
/** Every input has its answer. */
export const all = (what: (input: never) => unknown, cases: readonly Case[]): void => {
  for (const [input, answer] of cases) expect(what(input as never), JSON.stringify(input)).toEqual(answer)
}
