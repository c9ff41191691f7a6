import {
  type ChannelDefinition,
  type ObjectDefinition,
  type ProcessDefinition,
  type StepDefinition,
  textIn,
  type UnitOfWork,
} from '@lianke/kernel'
import { credential } from '../objects/credential.object.ts'
import { type CalledProcess, callsIn, uuidPattern } from '../rules/called.rule.ts'
import { graphIn, type Judging } from '../rules/graph.rule.ts'

/** All of the product by which graphs are judged and tried. */
export interface ProductOfProcesses {
  readonly kinds: readonly ProcessDefinition[]
  readonly steps: ReadonlyMap<string, StepDefinition>
  readonly channels: readonly ChannelDefinition[]
}

const levelsMax = 20

/** The processes that a graph calls, and those that these call, as they are published; of the first only those that the caller may see. */
const calledBy = async (
  work: UnitOfWork,
  kinds: readonly ProcessDefinition[],
  graph: unknown,
): Promise<ReadonlyMap<string, CalledProcess>> => {
  const called = new Map<string, CalledProcess>()
  let open = callsIn(graph)
  if (open.length === 0) return called
  const seen = new Set<string>()
  for (const kind of kinds)
    if (work.records.mayAsk(kind.object, { field: 'id', op: 'in', value: open }))
      for (const id of (await work.records.find(kind.object, open, { fields: ['id'] })).keys()) seen.add(id)
  open = open.filter((id) => seen.has(id))
  for (let level = 0; level < levelsMax && open.length > 0; level++) {
    const rows = await work.sql<{ process: string; object: string; state: string; graph: unknown }>(
      `select distinct on (process) process, subject_object as object, state, graph from process_version where process = any($1) order by process, version desc`,
      [open],
    )
    for (const { process, object, state, graph: drawn } of rows)
      called.set(process, { object, running: state !== 'ended', calls: callsIn(drawn) })
    open = [...new Set(rows.flatMap(({ graph: drawn }) => callsIn(drawn)))].filter((id) => !called.has(id))
  }
  return called
}

/** Of the credentials that a graph names those that the caller may see. */
const credentialsSeen = async (work: UnitOfWork, graph: unknown): Promise<ReadonlySet<string>> => {
  const named = (graphIn(graph)?.nodes ?? []).flatMap(({ config }) => textIn(config.credential) || [])
  const ids = [...new Set(named)].filter((id) => uuidPattern.test(id))
  if (ids.length === 0 || !work.records.mayAsk(credential.name, { field: 'id', op: 'in', value: ids })) return new Set()
  return new Set((await work.records.find(credential, ids, { fields: ['id'] })).keys())
}

/** By what a draft of a kind is judged. `id`: of the definition, where it is known. */
export const judgingOf = async (
  work: UnitOfWork,
  kind: ProcessDefinition,
  { kinds, steps }: Pick<ProductOfProcesses, 'kinds' | 'steps'>,
  { id, subject, graph }: { readonly id: string | null; readonly subject: ObjectDefinition | null; readonly graph: unknown },
): Promise<Judging> => ({
  kind,
  steps,
  subject,
  credentials: await credentialsSeen(work, graph),
  calls: {
    self: id,
    called: await calledBy(work, kinds, graph),
    object: (name) => work.objects((object) => object.name === name)[0] ?? null,
  },
})
