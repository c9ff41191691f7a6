import type { MetaCommand, MetaObject, Row } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { titleOf } from '../../base/client/title-of.ts'
import { useOffered } from '../../base/command/runs.ts'
import { useStartCommand } from '../command/command-provider.tsx'

/** The acts that will work on this record as it stands, those named first in their order, and the way to begin one. */
export const useRecordCommands = (object: MetaObject, row: Row, order: readonly string[] = []) => {
  const start = useStartCommand()
  const all = useModel().commands.filter(({ on, place }) => on === object.name && place.includes('record'))
  // What the record is changes with its version: what is offered is asked again.
  const { data: offered } = useOffered(object.name, [row.id], all.length > 0, row.version)
  const place = ({ name }: MetaCommand): number => (order.includes(name) ? order.indexOf(name) : order.length)
  const commands = all.filter(({ name }) => offered?.has(name)).toSorted((a, b) => place(a) - place(b))
  const title = titleOf(object, row)
  const ask = (command: MetaCommand, values?: Readonly<Record<string, unknown>>) =>
    start({ command, target: { kind: 'records', ids: [row.id], row, title }, ...(values ? { values } : {}) })
  return { commands, ask, known: offered !== undefined }
}
