import {
  anySubject,
  type ObjectDefinition,
  personObject,
  type ProcessDefinition,
  refuse,
  type Row,
  type UnitOfWork,
} from '@lianke/kernel'
import { versionColumns, type LiveVersion } from '../statements/enter-runs.statement.ts'

/** The object whose records a definition is about; null: none is chosen, or it is gone. */
export const subjectObjectOf = (work: UnitOfWork, { subject }: ProcessDefinition, chosen: unknown): ObjectDefinition | null => {
  const name = subject === anySubject ? chosen : subject
  return work.objects((object) => object.name === name)[0] ?? null
}

/** A definition as it is drawn, locked until it is published. */
export const draftOf = async (work: UnitOfWork, kind: ProcessDefinition, id: string) => {
  const row: Row = await work.records.get(kind.object, id, { forUpdate: true })
  return {
    row,
    subject: subjectObjectOf(work, kind, row.subject_object),
    graph: row.graph,
    trigger: row.trigger ?? { on: 'manual' },
    condition: row.condition ?? null,
    reentry: row.reentry ?? kind.policies.reentry,
    goal: row.goal ?? null,
    exit: row.exit ?? null,
  }
}

/** The version that new runs start in. Refuses `<kind>.not_running` (409). */
export const runningVersion = async (work: UnitOfWork, kind: ProcessDefinition, id: string): Promise<LiveVersion> => {
  const [version] = await work.sql<LiveVersion>(
    `select ${versionColumns}, true as newest from process_version where process = $1 and kind = $2 and state = 'running' order by version desc limit 1`,
    [id, kind.name],
  )
  return version ?? refuse(`${kind.name}.not_running`, { status: 409 })
}

/** How a kind's acts call the records that walk: `journey.enrol { id, persons }`, `automation.enrol { id, records }`. */
export const wordsFor = ({ subject }: ProcessDefinition) =>
  subject === personObject
    ? ({ one: 'person', many: 'persons', here: 'people' } as const)
    : ({ one: 'record', many: 'records', here: 'records' } as const)
