import { Button, Dropdown } from 'antd'
import type { MetaObject, Row } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { titleOf } from '../../base/client/title-of.ts'
import { useStartCommand } from '../command/command-provider.tsx'
import { useOffered } from '../../base/command/runs.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

const buttonsMax = 2

/** The acts that will work on this record as it stands: the first as buttons, the rest in a menu with what else can be done. */
export const CommandButtons = ({
  object,
  row,
  more = [],
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly more?: readonly {
    readonly key: string
    readonly icon: string
    readonly label: string
    readonly danger?: boolean
    run(): void
  }[]
}) => {
  const w = useWords()
  const text = useText()
  const start = useStartCommand()
  const all = useModel().commands.filter(({ on, place }) => on === object.name && place.includes('record'))
  // What the record is changes with its version: what is offered is asked again.
  const { data: offered } = useOffered(object.name, [row.id], all.length > 0, row.version)
  const commands = all.filter(({ name }) => offered?.has(name))
  const title = titleOf(object, row)
  const ask = (name: string) => {
    const command = commands.find((one) => one.name === name)
    if (command) start({ command, target: { kind: 'records', ids: [row.id], row, title } })
  }
  const rest = commands.slice(buttonsMax)
  return (
    <>
      {commands.slice(0, buttonsMax).map((command) => (
        <Button key={command.name} onClick={() => ask(command.name)}>
          {text(command.label)}
        </Button>
      ))}
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            ...rest.map((command) => ({
              key: command.name,
              label: text(command.label),
              danger: command.danger,
              icon: <Icon name={command.icon ?? 'zap'} size={14} />,
            })),
            ...(rest.length > 0 && more.length > 0 ? [{ type: 'divider' as const }] : []),
            ...more.map((one) => ({
              key: one.key,
              label: one.label,
              danger: one.danger,
              icon: <Icon name={one.icon} size={14} />,
            })),
          ],
          onClick: ({ key }) => {
            const other = more.find((one) => one.key === key)
            if (other) other.run()
            else ask(key)
          },
        }}
      >
        <button type="button" className="lk-icon-button" aria-label={w('common.more')}>
          <Icon name="more" size={16} />
        </button>
      </Dropdown>
    </>
  )
}
