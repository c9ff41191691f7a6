import type { UnitOfWork } from '@lianke/kernel'
import { createHash } from 'node:crypto'
import type { Mapping } from '../map/mapping.ts'
import type { Column } from '../read/layout.rule.ts'
import type { ImportRun } from './run-record.ts'

const headerOf = (columns: readonly Column[]): string =>
  createHash('sha256')
    .update(columns.map((column) => column.name).join('\n'))
    .digest('hex')

/** How a file with this header was matched last time. */
export const rememberedMapping = async (
  work: UnitOfWork,
  object: string,
  columns: readonly Column[],
): Promise<Mapping | null> => {
  const [known] = await work.sql<{ mapping: Mapping }>(
    'update import_mapping set used_at = now() where object = $1 and header = $2 returning mapping',
    [object, headerOf(columns)],
  )
  return known?.mapping ?? null
}

export const rememberMapping = async (
  work: UnitOfWork,
  { object, columns, mapping }: Pick<ImportRun, 'object' | 'columns' | 'mapping'>,
): Promise<void> => {
  await work.sql(
    `insert into import_mapping (object, header, mapping) values ($1, $2, $3) on conflict (object, header) do update set mapping = excluded.mapping, used_at = excluded.used_at`,
    [object, headerOf(columns), JSON.stringify(mapping)],
  )
}

/** A mapping by which not one row could be taken is no help for the next file of its kind. */
export const forgetMapping = async (work: UnitOfWork, { object, columns }: ImportRun): Promise<void> => {
  await work.sql('delete from import_mapping where object = $1 and header = $2', [object, headerOf(columns)])
}
