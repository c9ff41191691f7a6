import type { Field } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { fieldStorages } from './index.ts'

/** The order of Chinese by pinyin and of letters with capitals beside small ones, as Unicode's collation has it (decision 118). */
export const wordCollation = '"zh-x-icu"'
/** The same in ClickHouse. */
export const analyticsWordOrder = "collate 'zh'"

/** Whether values of a field stand in the order of their sounds; codes stand in the order of their signs. */
export const inWordOrder = (field: Field): boolean =>
  field.options.search !== 'code' && fieldStorages[field.type].words?.(field.options) === true

export const collated = (expression: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${expression} collate ${sql.raw(wordCollation)}`
