import { type RawBuilder, sql } from 'kysely'
import { type AccessContext } from '../access/access-context.ts'
import { fieldAnswer } from '../access/field-access.ts'
import type { ModelObject } from '../model/model.ts'

const searchMax = 100
const escaped = (text: string) => text.replace(/[%_\\]/g, '\\$&')

/** Words of a list's search box: found in any searchable field that the actor may read in full; phone numbers by their last digits. */
export const searchCondition = (object: ModelObject, access: AccessContext, text: string, alias: string): RawBuilder<boolean> => {
  const words = text.trim().slice(0, searchMax).split(/\s+/)
  const fields = [...object.fields].filter(
    ([name, field]) => field.options.search && fieldAnswer(access, object, name, field, 'search') === 'open',
  )
  if (fields.length === 0) return sql<boolean>`false`
  const wordIn = (word: string) =>
    sql<boolean>`(${sql.join(
      fields.map(([name, field]) => {
        const column = sql.ref(`${alias}.${name}`)
        return field.options.search === 'phone'
          ? sql`${column} like ${`%${escaped(word.replace(/[^\d+]/g, '') || word)}`}`
          : sql`${column} ilike ${`%${escaped(word)}%`}`
      }),
      sql` or `,
    )})`
  return sql<boolean>`(${sql.join(words.map(wordIn), sql` and `)})`
}
