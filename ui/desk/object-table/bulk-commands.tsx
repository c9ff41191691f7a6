import type { Filter, MetaCommand, MetaObject, Row } from '@lianke/kernel'
import { Button, Dropdown } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { useStartCommand } from '../command/command-provider.tsx'
import { useOffered } from '../../base/command/runs.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

const buttonsMax = 4

/** All that match a list's question, where somebody has chosen all of them. */
export interface AllOf {
  readonly filter: Filter | null
  readonly search: string
  readonly count: number | null
}

interface Chosen {
  readonly object: MetaObject
  readonly rows: readonly Row[]
  readonly all: AllOf | null
  clear(): void
}

/** The acts that will work on some of the chosen, and the way to begin one. */
const useBulkCommands = ({ object, rows, all, clear }: Chosen) => {
  const start = useStartCommand()
  const known = useModel().commands.filter(({ on, place }) => on === object.name && place.includes(all ? 'filter' : 'selection'))
  const ids = rows.map(({ id }) => id)
  const { data: offered } = useOffered(object.name, ids, known.length > 0 && !all)
  const commands = known.filter(({ name }) => all || offered?.has(name))
  const ask = (command: MetaCommand) =>
    start({
      command,
      target: all
        ? { kind: 'filter', filter: all.filter, count: all.count, ...(all.search ? { search: all.search } : {}) }
        : { kind: 'records', ids, ...(rows.length === 1 ? { row: rows[0] } : {}) },
      done: clear,
    })
  return { commands, ask }
}

/** The acts of the objects's modules on chosen records, or on all that match; only those that will work on some of them. */
export const BulkCommands = (chosen: Chosen) => {
  const w = useWords()
  const text = useText()
  const { commands, ask } = useBulkCommands(chosen)
  const rest = commands.slice(buttonsMax)
  return (
    <>
      {commands.slice(0, buttonsMax).map((command) => (
        <Button
          key={command.name}
          type="text"
          danger={command.danger}
          icon={<Icon name={command.icon ?? 'zap'} size={14} />}
          onClick={() => ask(command)}
        >
          {text(command.label)}
        </Button>
      ))}
      {rest.length > 0 ? (
        <Dropdown
          trigger={['click']}
          placement="top"
          menu={{
            items: rest.map((command) => ({
              key: command.name,
              label: text(command.label),
              danger: command.danger,
              icon: <Icon name={command.icon ?? 'zap'} size={14} />,
              onClick: () => ask(command),
            })),
          }}
        >
          <button type="button" className="lk-icon-button" aria-label={w('common.more')}>
            <Icon name="more" size={16} />
          </button>
        </Dropdown>
      ) : null}
    </>
  )
}
