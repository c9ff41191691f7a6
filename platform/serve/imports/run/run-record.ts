import { refuse, type UnitOfWork, type TypeContext } from '@lianke/kernel'
import type { Platform } from '../../../platform.ts'
import { typeContext, type TenantInfo } from '../../../model/unit-of-work/type-context.ts'
import type { Mapping } from '../map/mapping.ts'
import type { Column } from '../read/layout.rule.ts'
import type { TableFormat } from '../read/open-table.ts'

export interface ImportRun {
  readonly id: string
  readonly object: string
  readonly file_name: string
  readonly bytes: string
  readonly format: TableFormat
  readonly columns: readonly Column[]
  readonly mapping: Mapping | null
  readonly preset: string | null
  readonly status: 'new' | 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone'
  readonly rows_estimated: number | null
  readonly rows_done: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  readonly blank: number
  /** Rows that went into a record which another row had begun: further lines of a whole. */
  readonly merged: number
  /** Rows that were left out because they say nothing of the key, as was chosen. */
  readonly keyless: number
  /** Values that went into the remark: what could not be read, and what cells said beyond their values. */
  readonly noted: number
  readonly removed: number
  readonly restored: number
  readonly kept: number
  readonly problem: { code: string; params?: Record<string, unknown> } | null
  readonly actor_kind: 'user' | 'key' | 'system'
  readonly actor: string
  readonly actor_name: string | null
  /** Who asked for the undo. */
  readonly undo_kind: 'user' | 'key' | 'system' | null
  readonly undo_actor: string | null
  readonly created_at: string
  readonly started_at: string | null
  readonly finished_at: string | null
}

const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The run with this id, as its table has it. Refuses `import.not_found`. */
export const findRun = async (work: Pick<UnitOfWork, 'sql'>, id: string): Promise<ImportRun> => {
  if (!idPattern.test(id)) refuse('import.not_found', { status: 404 })
  const [run] = await work.sql<ImportRun>('select * from import_run where id = $1', [id])
  return run ?? refuse('import.not_found', { status: 404 })
}

/** Zone, language and currency of a tenant, for reading cells. */
export const typesOf = async (platform: Platform, tenant: string): Promise<TypeContext> => {
  const [info] = await platform.database.home.query<Omit<TenantInfo, 'phone_region'>>({
    text: 'select zone, locale, base_currency from lianke.tenant where id = $1',
    values: [tenant],
  })
  const about = info ?? { zone: 'Asia/Shanghai', locale: 'zh-CN' as const, base_currency: 'CNY' }
  const { phoneRegion } = await platform.model(tenant)
  return typeContext({ ...about, phone_region: phoneRegion }, about.locale)
}
