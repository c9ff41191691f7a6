import { type Actor, surely } from '@lianke/kernel'
import type { Platform } from '@lianke/platform'
import { type ColumnMap, type ImportRun, type Mapping, moveRun, newImport, runImport } from '@lianke/platform/imports'
import { basename } from 'node:path'

/** One file of a foreign system: which object it becomes, and where its columns go, by their names. */
export interface PresetFile {
  readonly file: string
  readonly object: string
  /** Column name → field, or several. */
  readonly columns: Readonly<Record<string, Target | readonly Target[]>>
  readonly key?: readonly string[]
  readonly constants?: Readonly<Record<string, unknown>>
}
export type Target = string | Omit<ColumnMap, 'column'>

const listOf = (targets: Target | readonly Target[]): readonly Target[] => (Array.isArray(targets) ? targets : [targets].flat())

/** The preset as a mapping of a file with these columns; columns that the file lacks are passed over. */
export const mappingOf = (preset: PresetFile, columns: readonly string[], source: string): Mapping => ({
  source,
  migrating: true,
  ...(preset.key ? { key: preset.key } : {}),
  ...(preset.constants ? { constants: preset.constants } : {}),
  columns: Object.entries(preset.columns).flatMap(([name, targets]) => {
    const column = columns.indexOf(name)
    return column < 0
      ? []
      : listOf(targets).map((target) => ({ column, ...(typeof target === 'string' ? { field: target } : target) }))
  }),
})

export interface Setting {
  readonly platform: Platform
  readonly tenant: string
  readonly actor: Actor
}

/** Brings one file in by its preset, start to end; answers the run with its figures. */
export const bringFile = async (setting: Setting, preset: PresetFile, path: string, source: string): Promise<ImportRun> => {
  const { platform, tenant, actor } = setting
  const { run } = await newImport(platform, tenant, actor, {
    object: preset.object,
    path,
    fileName: basename(path),
    preset: `${source}:${preset.file}`,
  })
  const mapping = mappingOf(
    preset,
    run.columns.map((column) => column.name),
    source,
  )
  await platform.database.query(tenant, {
    text: 'update import_run set mapping = $2 where id = $1',
    values: [run.id, JSON.stringify(mapping)],
  })
  await moveRun(platform, tenant, actor, run.id, 'start')
  await runImport(platform, tenant, run.id)
  const [done] = await platform.database.query<ImportRun>(tenant, {
    text: 'select * from import_run where id = $1',
    values: [run.id],
  })
  return surely(done, 'a run that was started is there')
}
