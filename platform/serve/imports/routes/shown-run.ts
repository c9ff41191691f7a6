import type { Actor } from '@lianke/kernel'
import type { z } from 'zod'
import type { Platform } from '../../../platform.ts'
import type { ImportRun } from '../run/run-record.ts'
import { type ShownCells, shownCells } from './shown-cells.ts'
import type { runShape } from './shapes.ts'

const secondsSince = (from: string | null, to: string | null): number =>
  from ? Math.max(0.001, ((to ? Date.parse(to) : Date.now()) - Date.parse(from)) / 1000) : 0

/** The columns with what they say: samples, which are read down a column while rights are asked along a row. */
const samplesOf = ({ columns }: ImportRun, cells: ShownCells['cells']) => {
  const rows = Math.max(0, ...columns.map(({ samples }) => samples.length))
  const width = Math.max(-1, ...columns.map(({ index }) => index)) + 1
  const shown = Array.from({ length: rows }, (_, row) => {
    const line = Array.from({ length: width }, () => '')
    for (const { index, samples } of columns) line[index] = samples[row] ?? ''
    return cells(line)
  })
  const alone = (index: number, cell: string): string =>
    cells(Array.from({ length: width }, (_, at) => (at === index ? cell : '')))[index] ?? ''
  return columns.map(({ index, name, samples, dates, texts, often }) => ({
    index,
    name,
    samples: samples.map((_, row) => shown[row]?.[index] ?? ''),
    ...(texts ? { texts: texts.map((text) => alone(index, text)) } : {}),
    ...(often
      ? { often: { ...often, texts: often.texts.map(({ text, rows: said }) => ({ text: alone(index, text), rows: said })) } }
      : {}),
    ...(dates ? { dates: { orders: [...dates.orders], examples: dates.examples.map((cell) => alone(index, cell)) } } : {}),
  }))
}

/** Who looks at runs. */
export interface Looking {
  readonly platform: Platform
  readonly tenant: string
  readonly actor: Actor
}

/** What of a run's file they are shown. */
export const cellsFor = async ({ platform, tenant, actor }: Looking, run: ImportRun): Promise<ShownCells> =>
  shownCells(await platform.access(tenant, actor), await platform.model(tenant), run)

/** A run as screens read it: figures, rate and time left. */
export const shownRun = async (looking: Looking, run: ImportRun): Promise<z.input<typeof runShape>> => {
  const { actor_kind: _kind, undo_kind: _undoKind, undo_actor: _undoActor, bytes, ...rest } = run
  const { cells, mapping: shownMapping } = await cellsFor(looking, run)
  const seconds = secondsSince(run.started_at, run.finished_at)
  const rate = seconds > 0 ? Math.round(run.rows_done / seconds) : 0
  const left =
    run.status === 'running' && rate > 0 && run.rows_estimated
      ? Math.max(0, Math.round((run.rows_estimated - run.rows_done) / rate))
      : null
  const known = run.mapping && shownMapping(run.mapping)
  const mapping = known && { ...known, columns: known.columns.map((column) => ({ ...column })) }
  const shown = { columns: samplesOf(run, cells), bytes: Number(bytes), rows_per_second: rate, seconds_left: left }
  return { ...rest, format: { ...run.format }, mapping, ...shown }
}
