import type { MetaCommand, MetaObject, Row } from '@lianke/kernel'
import { Button, Dropdown } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { titleOf } from '../../base/client/title-of.ts'
import { useStartCommand } from '../command/command-provider.tsx'
import { useOffered } from '../../base/command/runs.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

const buttonsMax = 2

interface Action {
  readonly key: string
  readonly icon: string
  readonly label: string
  readonly danger?: boolean
  run(): void
}

/** The acts that will work on this record as it stands, and the way to begin one. */
const useRecordCommands = (object: MetaObject, row: Row) => {
  const start = useStartCommand()
  const all = useModel().commands.filter(({ on, place }) => on === object.name && place.includes('record'))
  // What the record is changes with its version: what is offered is asked again.
  const { data: offered } = useOffered(object.name, [row.id], all.length > 0, row.version)
  const commands = all.filter(({ name }) => offered?.has(name))
  const title = titleOf(object, row)
  const ask = (command: MetaCommand) => start({ command, target: { kind: 'records', ids: [row.id], row, title } })
  return { commands, ask }
}

/** The first acts as buttons, the rest in a menu with what else can be done. */
export const CommandButtons = ({
  object,
  row,
  more = [],
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly more?: readonly Action[]
}) => {
  const w = useWords()
  const text = useText()
  const { commands, ask } = useRecordCommands(object, row)
  const rest = commands.slice(buttonsMax)
  const item = (key: string, label: string, icon: string, danger: boolean | undefined, onClick: () => void) => ({
    key,
    label,
    danger,
    icon: <Icon name={icon} size={14} />,
    onClick,
  })
  const items = [
    ...rest.map((one) => item(one.name, text(one.label), one.icon ?? 'zap', one.danger, () => ask(one))),
    ...(rest.length > 0 && more.length > 0 ? [{ type: 'divider' as const }] : []),
    ...more.map((one) => item(one.key, one.label, one.icon, one.danger, () => one.run())),
  ]
  return (
    <>
      {commands.slice(0, buttonsMax).map((command) => (
        <Button key={command.name} onClick={() => ask(command)}>
          {text(command.label)}
        </Button>
      ))}
      <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
        <button type="button" className="lk-icon-button" aria-label={w('common.more')}>
          <Icon name="more" size={16} />
        </button>
      </Dropdown>
    </>
  )
}
