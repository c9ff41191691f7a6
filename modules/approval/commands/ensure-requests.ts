import { type ProcessRun, surely, tableOf, textIn, type Row, type UnitOfWork } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { approvalSubmitted } from '../events/approval.events.ts'
import { approval } from '../objects/approval.object.ts'
import { request } from '../objects/request.object.ts'
import type { RequestRow } from '../objects/rows.ts'
import { takeSnapshots } from './take-snapshots.ts'

/** A run that begins an approval, and what whoever submitted the record said. */
export interface Beginning extends Pick<ProcessRun, 'id' | 'process' | 'subject' | 'person'> {
  readonly submitter?: string | null
  readonly note?: string | null
  readonly chosen?: unknown
}

/** Whoever changed a record last, and works here; else whose it is. */
const submitterOf = (row: Row, people: ReadonlySet<string>): string | null =>
  [row.updated_by, row.created_by, row.owner].map((id) => textIn(id)).find((id) => id !== null && people.has(id)) ?? null

const peopleAmong = async (work: UnitOfWork, rows: readonly Row[]): Promise<ReadonlySet<string>> => {
  const ids = rows.flatMap((row) => [row.updated_by, row.created_by, row.owner].flatMap((id) => textIn(id) ?? []))
  return new Set((await work.system.records.find(staff, [...new Set(ids)], { fields: ['id'] })).keys())
}

/** Makes the requests of runs that have none yet, with the records as they stand: a bounded number of statements. */
export const beginRequests = async (work: UnitOfWork, object: string, runs: readonly Beginning[]): Promise<void> => {
  if (runs.length === 0) return
  const { records } = work.system
  const rows = await records.find(
    object,
    runs.map(({ subject }) => subject),
  )
  const processes = await records.find(approval, [...new Set(runs.map(({ process }) => process))], { fields: ['name'] })
  const people = await peopleAmong(work, [...rows.values()])
  const made = runs.flatMap((run) => {
    const row = rows.get(run.subject)
    if (!row) return []
    return {
      title: processes.get(run.process)?.name ?? '—',
      approval: run.process,
      subject_object: object,
      subject: run.subject,
      person: run.person,
      owner: run.submitter === undefined ? submitterOf(row, people) : run.submitter,
      submitter: run.submitter === undefined ? submitterOf(row, people) : run.submitter,
      submitted_at: work.now,
      note: run.note ?? null,
      chosen: run.chosen ?? null,
      run: run.id,
    }
  })
  const { ids } = await records.upsert({ object: request.name, rows: made })
  await takeSnapshots(
    work,
    made.flatMap(({ subject }, at) => {
      const [row, id] = [rows.get(subject), ids[at]]
      return row && id ? [{ request: id, row }] : []
    }),
  )
  for (const [at, { title, subject, person, submitter, note }] of made.entries())
    await work.emit({
      name: approvalSubmitted.name,
      subject: { object, id: subject },
      person,
      payload: { name: title, request: ids[at], staff: submitter, note: note ?? '' },
    })
}

/** The requests of these runs, locked, by run; those that have none yet get one. */
export const requestsOf = async (
  work: UnitOfWork,
  object: string,
  runs: readonly ProcessRun[],
): Promise<ReadonlyMap<string, RequestRow>> => {
  const ofRuns = async () => {
    const rows = await work.sql<{ id: string }>(
      `select id from ${tableOf(request.name)} where run = any($1::text[]) and deleted_at is null`,
      [runs.map(({ id }) => id)],
    )
    const found = await work.system.records.find(
      request,
      rows.map(({ id }) => id),
      { forUpdate: true },
    )
    return new Map([...found.values()].map((row) => [surely(row.run, 'it was found by its run'), row]))
  }
  const known = await ofRuns()
  const fresh = runs.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return known
  await beginRequests(work, object, fresh)
  return ofRuns()
}
