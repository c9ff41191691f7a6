import { Button, Dropdown } from 'antd'
import type { Filter, MetaObject, Row } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useStartCommand } from '../command/command-provider.tsx'
import { useOffered } from '../../base/command/runs.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

const buttonsMax = 3

/** All that match a list's question, where somebody has chosen all of them. */
export interface AllOf {
  readonly filter: Filter | null
  readonly search: string
  readonly count: number | null
}

/** The acts of the objects's rooms on chosen records, or on all that match; only those that will work on some of them. */
export const BulkCommands = ({
  object,
  rows,
  all,
  clear,
}: {
  readonly object: MetaObject
  readonly rows: readonly Row[]
  readonly all: AllOf | null
  clear(): void
}) => {
  const w = useWords()
  const text = useText()
  const start = useStartCommand()
  const known = useModel().commands.filter(({ on, place }) => on === object.name && place.includes(all ? 'filter' : 'selection'))
  const ids = rows.map(({ id }) => id)
  const { data: offered } = useOffered(object.name, ids, known.length > 0 && !all)
  const commands = known.filter(({ name }) => all || offered?.has(name))
  const ask = (name: string) => {
    const command = commands.find((one) => one.name === name)
    if (!command) return
    start({
      command,
      target: all
        ? { kind: 'filter', filter: all.filter, count: all.count, ...(all.search ? { search: all.search } : {}) }
        : { kind: 'records', ids, ...(rows.length === 1 ? { row: rows[0] } : {}) },
      done: clear,
    })
  }
  const rest = commands.slice(buttonsMax)
  return (
    <>
      {commands.slice(0, buttonsMax).map((command) => (
        <Button
          key={command.name}
          type="text"
          danger={command.danger}
          icon={<Icon name={command.icon ?? 'zap'} size={14} />}
          onClick={() => ask(command.name)}
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
            })),
            onClick: ({ key }) => ask(key),
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
