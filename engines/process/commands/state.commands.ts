import { type CommandDefinition, defineCommand, label, type ProcessDefinition, refuse } from '@lianke/kernel'
import { startClock } from '../statements/clock.statement.ts'
import { draftOf } from './definition-of.ts'

const stateCommand = (
  kind: ProcessDefinition,
  act: 'pause' | 'resume' | 'end',
  {
    to,
    from,
    words,
    ...more
  }: Pick<CommandDefinition, 'icon' | 'done' | 'undo' | 'danger'> & {
    readonly to: 'running' | 'paused' | 'ended'
    readonly from: readonly string[]
    readonly words: ReturnType<typeof label>
  },
) =>
  defineCommand({
    name: `${kind.name}.${act}`,
    label: words,
    may: { object: kind.object, action: 'update' },
    on: kind.object,
    writes: ['status', 'stopped'],
    place: ['record', 'selection'],
    offered: { status: from },
    fields: {},
    ...more,
    run: async (work, { id }) => {
      const { row } = await draftOf(work, kind, id)
      if (!from.includes(String(row.status))) refuse(`${kind.name}.wrong_state`, { status: 409, params: { status: row.status } })
      await work.sql(`update process_version set state = $2 where process = $1 and state <> 'ended'`, [id, to])
      if (to === 'running') await startClock(work, id)
      await work.system.records.update(kind.object, id, { status: to, stopped: null })
      if (to === 'ended')
        await work.sql(
          `update process_run set status = 'ended', end_reason = 'stopped', ended_at = $2, due_at = null, wait_event = null where process = $1 and status <> 'ended'`,
          [id, work.now],
        )
      return { status: to }
    },
  })

/** Rest, go on, come to an end: everybody under way stays where he stands, or ends. */
export const stateCommands = (kind: ProcessDefinition) => {
  const { zh, en } = kind.label
  const many = `${en.toLowerCase()}s`
  return [
    stateCommand(kind, 'pause', {
      words: label('暂停', 'Pause'),
      to: 'paused',
      from: ['running'],
      icon: 'pause',
      done: { words: label(`已暂停 {n} 个${zh}`, `Paused {n} ${many}`) },
      undo: { command: `${kind.name}.resume` },
    }),
    stateCommand(kind, 'resume', {
      words: label('继续', 'Resume'),
      to: 'running',
      from: ['paused', 'stopped'],
      icon: 'play',
      done: { words: label(`已继续 {n} 个${zh}`, `Resumed {n} ${many}`) },
      undo: { command: `${kind.name}.pause` },
    }),
    stateCommand(kind, 'end', {
      words: label('结束', 'End'),
      to: 'ended',
      from: ['running', 'paused', 'stopped'],
      icon: 'stop',
      done: { words: label(`已结束 {n} 个${zh}`, `Ended {n} ${many}`) },
      danger: true,
    }),
  ]
}
