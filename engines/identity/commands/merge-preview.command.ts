import { defineCommand, label, linkOf, personObject, type UnitOfWork } from '@lianke/kernel'
import { z } from 'zod'
import { canonicalOf } from '../rules/canonical.rule.ts'
import { survivingFields } from '../rules/survive.rule.ts'

const row = (of: object): Readonly<Record<string, unknown>> => ({ ...of })
const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0)
const agedOf = (of: Readonly<Record<string, unknown>>) => ({ ...of, id: String(of.id), created_at: String(of.created_at) })

/** How many records of each kind go from one person to the other. */
const movedFrom = async (work: UnitOfWork, gone: string): Promise<{ object: string; count: number }[]> => {
  const counted: { object: string; count: number }[] = []
  for (const { name, fields, ledger } of work.objects(({ hidden }) => !hidden)) {
    const via = Object.entries(fields).find(([, field]) => linkOf(field) === personObject)?.[0]
    if (!via || ledger || name === personObject || name.startsWith('identity.')) continue
    const count = await work.system.records.count(name, { filter: { field: via, op: 'eq', value: gone } })
    if (count > 0) counted.push({ object: name, count })
  }
  return counted
}

/** What merging two persons would do: who stays, every field on either side and what it will be, how much moves. Changes nothing; shows what the actor sees. */
export const mergePreview = defineCommand({
  name: 'identity.merge_preview',
  label: label('预览合并', 'Preview a merge'),
  may: 'identity.merge',
  input: z.strictObject({ one: z.uuid(), other: z.uuid() }),
  run: async (work, { one, other }) => {
    const rows = await Promise.all([one, other].map(async (id) => agedOf(await work.records.get(personObject, id))))
    const kept = canonicalOf(rows)
    const gone = rows.find(({ id }) => id !== kept.id) ?? kept
    const taken = survivingFields(kept, gone)
    const names = Object.keys(kept).filter(
      (name) => !name.endsWith('_at') && !['id', 'version', 'created_by', 'updated_by'].includes(name),
    )
    return {
      kept: kept.id,
      gone: gone.id,
      fields: names.flatMap((name) => {
        const [mine, theirs] = [row(kept)[name] ?? null, row(gone)[name] ?? null]
        return isEmpty(mine) && isEmpty(theirs)
          ? []
          : [{ name, kept: mine, gone: theirs, after: name in taken ? taken[name] : mine }]
      }),
      moved: await movedFrom(work, gone.id),
    }
  },
})
