import { Refusal, type SettingDefinition } from '@lianke/kernel'
import type { Connection } from '../db/database.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** A setting as it was kept: its value in clear, and when. */
export interface Kept {
  readonly value: unknown
  readonly version: string
}
interface SettingRow {
  name: string
  value: unknown
  sealed: string | null
  version: string
}

/** The settings of a tenant that somebody has set, by name. */
export const readSettings = async (
  connection: Pick<Connection, 'query'>,
  secrets: Secrets,
  tenant: string,
): Promise<ReadonlyMap<string, Kept>> => {
  const rows = await connection.query<SettingRow>({
    text: 'select name, value, sealed, (extract(epoch from updated_at) * 1000000)::bigint::text as version from setting',
  })
  const kept = new Map<string, Kept>()
  for (const { name, value, sealed, version } of rows)
    kept.set(name, { value: sealed === null ? value : JSON.parse(await secrets.decrypt(tenant, sealed)), version })
  return kept
}

/** The value as it is kept. Refuses `setting.bad_value`. */
export const checkedText = ({ name, schema }: SettingDefinition, value: unknown): string => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return JSON.stringify(parsed.data)
  throw new Refusal('setting.bad_value', {
    params: { name },
    extra: { setting: name },
    problems: parsed.error.issues.map((issue) => ({
      path: `/value${issue.path.map((part) => `/${String(part)}`).join('')}`,
      code: 'input.invalid',
      params: { reason: issue.message },
    })),
  })
}

/** Keeps one value, as {@link checkedText} gave it; null: as if nobody had ever set it. */
export const keepRow = async (
  connection: Connection,
  {
    name,
    text,
    sealed,
    by,
  }: { readonly name: string; readonly text: string | null; readonly sealed: string | null; readonly by: string | null },
): Promise<void> => {
  if (text === null && sealed === null) {
    await connection.execute({ text: 'delete from setting where name = $1', values: [name] })
    return
  }
  await connection.execute({
    text: `insert into setting (name, value, sealed, updated_by, updated_at) values ($1, $2::jsonb, $3, $4, clock_timestamp())
            on conflict (name) do update set value = excluded.value, sealed = excluded.sealed, updated_by = excluded.updated_by, updated_at = excluded.updated_at`,
    values: [name, text, sealed, by],
  })
}
