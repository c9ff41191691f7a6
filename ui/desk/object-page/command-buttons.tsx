import type { MetaObject, Row } from '@lianke/kernel'
import { Button, Dropdown } from 'antd'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useRecordCommands } from './use-record-commands.ts'

const buttonsMax = 2

interface Action {
  readonly key: string
  readonly icon: string
  readonly label: string
  readonly danger?: boolean
  run(): void
}

/** The first acts as buttons, the rest in a menu with what else can be done. `order`: in the order of work; the first is then the one to do now. */
export const CommandButtons = ({
  object,
  row,
  more = [],
  order = [],
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly order?: readonly string[]
  readonly more?: readonly Action[]
}) => {
  const w = useWords()
  const text = useText()
  const { commands, ask } = useRecordCommands(object, row, order)
  // What cannot be taken back is never the nearest button.
  const [safe, dangerous] = [commands.filter(({ danger }) => !danger), commands.filter(({ danger }) => danger)]
  const rest = [...safe.slice(buttonsMax), ...dangerous]
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
      {safe.slice(0, buttonsMax).map((command, index) => (
        <Button
          key={command.name}
          type={index === 0 && order.includes(command.name) ? 'primary' : 'default'}
          onClick={() => ask(command)}
        >
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
