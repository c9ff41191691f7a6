import type { MoveGiven } from './move-given.ts'
import type { Fault } from './rules/fault.rule.ts'
import type { Transaction } from '@lianke/platform'

/**
 * A definition that cannot be run as it stands stops itself and says why; whoever is under way stays where he stands and goes on there when it
 * has been put right. No reader and no other definition is held up.
 */
export const stopProcess = async (
  tx: Transaction,
  given: Pick<MoveGiven, 'model' | 'now' | 'inWork' | 'log'>,
  { process, kind }: { readonly process: string; readonly kind: string },
  fault: Fault,
): Promise<void> => {
  given.log('warn', 'a process stopped itself', { process, kind, code: fault.code, node: fault.node })
  await tx.execute({
    text: `update process_version set state = 'stopped' where process = $1 and state = 'running'`,
    values: [process],
  })
  const definition = given.model.processes.get(kind)
  if (!definition) return
  const stopped = { ...fault, at: given.now }
  await given.inWork(
    (work) =>
      work.system.records.updateWhere(
        definition.object,
        {
          and: [
            { field: 'id', op: 'eq', value: process },
            { field: 'status', op: 'eq', value: 'running' },
          ],
        },
        { status: 'stopped', stopped },
      ),
    new Map(),
  )
}
