import { type DateOrder, type MetaField, type MetaObject, traitsOf } from '@lianke/kernel'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { commonFields } from '../../base/client/meta.ts'
import { request } from '../../base/client/request.ts'

export interface ColumnMap {
  readonly column: number
  readonly field: string
  readonly by?: string
  /** Money: the currency of amounts that name none. */
  readonly currency?: string
  /** In what order its dates are written. */
  readonly dates?: DateOrder
  /** Numbers with more decimals than their field keeps are rounded. */
  readonly round?: boolean
  /** The field that keeps what a cell says beyond its value. */
  readonly rest?: string
  /** The field that keeps what cannot be read, where the row is not to be refused for it. */
  readonly unreadable?: string
  /** Words of the file for choices of ours; an empty one leaves the field empty. */
  readonly values?: Readonly<Record<string, string>>
  /** What all words mean that are none of ours and of which nothing is said. */
  readonly others?: string
  /** Where numbers without a country are dialled. */
  readonly region?: string
  readonly part?: 'given' | 'family'
  readonly divider?: string
}
/** How a file is read: as it was found, or as somebody chose. */
export interface TableFormat {
  readonly kind: 'text' | 'xlsx'
  readonly encoding: string
  readonly broken?: boolean
  readonly layout: {
    readonly delimiter: string
    readonly preamble: number
    readonly hasHeader: boolean
    readonly short?: 'empty'
  }
  readonly sheet?: { readonly name: string }
  readonly sheets?: readonly string[]
  readonly short?: number
  readonly wide?: number
}
export interface FormatChoice {
  readonly encoding?: string
  readonly delimiter?: string
  readonly preamble?: number
  readonly hasHeader?: boolean
  readonly short?: 'empty'
  readonly sheet?: string
}
export interface Mapping {
  readonly columns: readonly ColumnMap[]
  readonly key?: readonly string[]
  /** What becomes of rows that say nothing of the key. */
  readonly keyless?: 'create' | 'skip'
  readonly source?: string
  /** Records come as they were elsewhere, in any state; takes the right to migrate. */
  readonly migrating?: boolean
  readonly constants?: Readonly<Record<string, unknown>>
}
/** A text of a column, and how many rows say it. */
export interface TextCount {
  readonly text: string
  readonly rows: number
}
export interface RunColumn {
  readonly index: number
  readonly name: string
  readonly samples: readonly string[]
  /** All that it says, where that is few things. */
  readonly texts?: readonly string[]
  /** What it says most often, where that is many things. */
  readonly often?: { readonly texts: readonly TextCount[]; readonly different: number }
  readonly dates?: { readonly orders: readonly DateOrder[]; readonly examples: readonly string[] }
}
/** What became of the rows of a file, tried or taken. */
export interface RowCounts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  /** Rows that went on with a record which another row had begun. */
  readonly merged: number
  readonly refused: number
  /** Rows without a key, left out as was chosen. */
  readonly keyless: number
  /** Blank rows, and headers that came again. */
  readonly blank: number
  /** Values that went into the remark. */
  readonly noted: number
}
/** One import as the server tells it. */
export interface ImportRun extends RowCounts {
  readonly id: string
  readonly object: string
  readonly file_name: string
  readonly bytes: number
  readonly format: TableFormat
  readonly columns: readonly RunColumn[]
  readonly mapping: Mapping | null
  readonly status: 'new' | 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone'
  readonly rows_estimated: number | null
  readonly rows_done: number
  readonly removed: number
  readonly restored: number
  readonly kept: number
  readonly problem: { readonly code: string } | null
  readonly actor_name: string | null
  readonly created_at: string
  readonly finished_at: string | null
  readonly rows_per_second: number
  readonly seconds_left: number | null
}
export interface ImportProblem {
  readonly row: number
  readonly path: string
  readonly code: string
  readonly detail: string
  readonly cells?: readonly string[]
}
export interface DryRun extends RowCounts {
  readonly rows: number
  readonly complete: boolean
  readonly problems: readonly ImportProblem[]
}

const pollMs = 700
const busy = (status: ImportRun['status'] | undefined) => status === 'running' || status === 'undoing'

/** One import, asked again while it works. */
export const useImportRun = (id: string) =>
  useQuery({
    queryKey: ['import', id],
    queryFn: () => request<ImportRun>(`/imports/${id}`),
    retry: false,
    refetchInterval: ({ state }) => (busy(state.data?.status) ? pollMs : false),
  })

export const useImportRuns = () =>
  useQuery({
    queryKey: ['imports'],
    queryFn: () => request<{ data: ImportRun[] }>('/imports'),
    refetchInterval: ({ state }) => (state.data?.data.some(({ status }) => busy(status)) ? pollMs * 3 : false),
  })

/** Words of a column that hold a text, looked for in the whole file. */
export const useColumnWords = (run: string, column: number, search: string) =>
  useQuery({
    queryKey: ['import', run, 'words', column, search],
    queryFn: () =>
      request<{ data: TextCount[]; complete: boolean }>(
        `/imports/${run}/words?column=${column}&search=${encodeURIComponent(search)}`,
      ),
    enabled: search !== '',
    staleTime: 60_000,
  })

/** Sends a file, keeps the suggested mapping at once, so that it can be left and found again. */
export const uploadTable = async (object: string, file: File): Promise<string> => {
  const form = new FormData()
  form.append('file', file)
  const run = await request<ImportRun & { suggested: Mapping }>(`/imports?object=${encodeURIComponent(object)}`, { body: form })
  if (run.suggested.columns.length > 0) await request(`/imports/${run.id}/mapping`, { method: 'PUT', body: run.suggested })
  return run.id
}

/** Acts on an import; what is shown of it follows. */
export const useImportActs = (id: string) => {
  const client = useQueryClient()
  const send = async (rest: string, options: Parameters<typeof request>[1]) => {
    const run = await request<ImportRun>(`/imports/${id}${rest}`, options)
    client.setQueryData(['import', id], run)
    return run
  }
  return {
    /** Reads the file anew and takes what is then suggested. */
    read: async (choice: FormatChoice) => {
      const seen = await request<ImportRun & { suggested: Mapping }>(`/imports/${id}/format`, { method: 'PUT', body: choice })
      if (seen.suggested.columns.length > 0) return send('/mapping', { method: 'PUT', body: seen.suggested })
      client.setQueryData(['import', id], seen)
      return seen
    },
    map: (mapping: Mapping) => send('/mapping', { method: 'PUT', body: mapping }),
    dryRun: () => request<DryRun>(`/imports/${id}/dry-run`, { body: {} }),
    start: () => send('/start', { body: {} }),
    cancel: () => send('/cancel', { body: {} }),
    undo: () => send('/undo', { body: {} }),
  }
}

const isMapped = (field: MetaField): boolean => {
  const { cell, computed, literal } = traitsOf(field)
  return cell !== 'none' && !computed && !literal
}

const isTarget = (field: MetaField, migrating: boolean): boolean =>
  (field.writable || (migrating && field.migrates === true)) &&
  field.access !== 'read' &&
  !field.options.hidden &&
  isMapped(field)

type ObjectOf = (name: string) => MetaObject | undefined

/** The fields of an object's parts, as `lines.product`. */
const partTargets = (object: MetaObject, objectOf: ObjectOf, migrating: boolean): readonly (readonly [string, MetaField])[] =>
  object.parts.flatMap((part) => {
    const child = objectOf(part.object)
    if (!child) return []
    return Object.entries(child.fields)
      .filter(([name, field]) => name !== part.via && isTarget(field, migrating))
      .map(([name, field]) => {
        const said = { zh: `${child.label.zh} · ${field.label.zh}`, en: `${child.label.en} · ${field.label.en}` }
        return [`${part.name}.${name}`, { ...field, label: said }] as const
      })
  })

/** Do some columns go to lines of the record, so that a row of the file is a line? */
export const isByLine = (object: MetaObject, mapping: Mapping): boolean =>
  mapping.columns.some(({ field }) => object.parts.some(({ name }) => field.startsWith(`${name}.`)))

/** Fields a column can go to: those one may write (a migration also what only acts write), those of the record's parts, and where a record comes from. */
export const targetsOf = (
  object: MetaObject,
  objectOf: ObjectOf,
  migrating: boolean,
): readonly (readonly [string, MetaField])[] => [
  ...Object.entries(object.fields)
    .filter(([, field]) => isTarget(field, migrating))
    .flatMap(([name, field]) => [
      [name, field] as const,
      ...Object.entries(traitsOf(field).parts ?? {}).map(
        ([part, said]) =>
          [
            `${name}.${part}`,
            { ...field, label: { zh: `${field.label.zh} · ${said.zh}`, en: `${field.label.en} · ${said.en}` } },
          ] as const,
      ),
    ]),
  ...partTargets(object, objectOf, migrating),
  ...(['owner', 'created_at'] as const).flatMap((name) => (commonFields[name] ? [[name, commonFields[name]] as const] : [])),
]
const isKey = (field: MetaField | undefined): boolean => field !== undefined && traitsOf(field).key !== undefined

/** Fields among those chosen by which a row can find the record that is there already. */
export const keysOf = (object: MetaObject, mapping: Mapping): readonly string[] =>
  mapping.columns
    .map(({ field }) => field)
    .filter(
      (name, index, all) =>
        all.indexOf(name) === index &&
        object.fields[name]?.access !== 'masked' &&
        (name === 'source_id' || name === 'id' || isKey(object.fields[name])),
    )
/** Are records that are there already looked for at all? */
export const isKeyed = ({ key = [], columns }: Mapping): boolean =>
  key.length > 0 || columns.some(({ field }) => field === 'id' || field === 'source_id')

/** Required fields that no column fills: of the record, and of its lines where the file has any. */
export const missingOf = (object: MetaObject, mapping: Mapping, objectOf: ObjectOf): readonly string[] => {
  const missing = (fields: MetaObject['fields'], before: string, without?: string): string[] =>
    Object.entries(fields)
      .filter(
        ([name, field]) =>
          name !== without &&
          field.writable &&
          field.options.required &&
          !field.options.when &&
          field.options.default === undefined &&
          !(before === '' && mapping.columns.some((one) => one.field === 'id')) &&
          !mapping.columns.some((one) => one.field === `${before}${name}`) &&
          (mapping.constants?.[`${before}${name}`] ?? null) === null,
      )
      .map(([name]) => `${before}${name}`)
  const used = object.parts.filter(({ name }) => mapping.columns.some(({ field }) => field.startsWith(`${name}.`)))
  return [
    ...missing(object.fields, ''),
    ...used.flatMap((part) => missing(objectOf(part.object)?.fields ?? {}, `${part.name}.`, part.via)),
  ]
}
