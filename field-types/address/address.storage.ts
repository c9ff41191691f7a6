import { partOf } from '@lianke/kernel'
import { sql } from 'kysely'
import { defineFieldStorage, analyticsCondition, pgCondition, readOperands } from '@lianke/platform/field-storage'

const spoken = ['country', 'province', 'city', 'district', 'street', 'detail']
/** In the mirror: all parts in one text, each in its place, so that a part may be grouped by and the line asked for. */
const mirrored = [...spoken, 'postcode', 'code']
const between = '\u001f'
const lineOf = (column: string): string =>
  `arrayStringConcat(arrayFilter(x -> x != '', arraySlice(splitByChar('${between}', assumeNotNull(${column})), 1, ${spoken.length})), ' ')`
const reader = {
  operand: (value: unknown) =>
    typeof value === 'string' && value !== '' && !value.includes('\0') && value.isWellFormed()
      ? value.normalize('NFC')
      : undefined,
}
const takesText = (op: string) => op === 'contains' || op === 'not_contains'

/** Parts in one jsonb column; asked for as one line of text, which is what the mirror holds. */
export const addressStorage = defineFieldStorage({
  name: 'address',
  columns: (name) => [{ name, type: 'jsonb' }],
  toColumns: (value, name) => ({ [name]: value ?? null }),
  fromColumns: (row, name) => row[name] ?? null,
  filter: (op, value, name, _options, ref, context) => {
    const parts = spoken.map((part) => sql`${ref(name)} ->> ${sql.lit(part)}`)
    const line = takesText(op) ? sql`concat_ws(' ', ${sql.join(parts)})` : ref(name)
    return pgCondition(op, line, takesText(op) ? readOperands(reader, op, value, name, context) : [], 'text')
  },
  analytics: (name) => [{ name, type: 'Nullable(String)' }],
  toAnalytics: (value, name) => ({
    [name]: value ? mirrored.map((part) => partOf(value, part) ?? '').join(between) : null,
  }),
  part: (part, column) => sql`nullif(${column} ->> ${sql.lit(part)}, '')`,
  analyticsPart: (part, column) => `nullIf(splitByChar('${between}', ifNull(${column}, ''))[${mirrored.indexOf(part) + 1}], '')`,
  analyticsFilter: (op, value, name, _options, ref, param, context) =>
    analyticsCondition(
      op,
      takesText(op) ? `if(${ref(name)} is null, null, ${lineOf(ref(name))})` : ref(name),
      takesText(op) ? readOperands(reader, op, value, name, context) : [],
      'String',
      param,
    ),
})
