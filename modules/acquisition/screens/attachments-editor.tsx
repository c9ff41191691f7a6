import { label } from '@lianke/kernel'
import { Icon, useText } from '@lianke/ui'
import { Button, Dropdown, Input } from 'antd'
import { type Attachment, attachmentKindNames, attachmentKinds, partOf, withPart } from './attachment.ts'

const attachmentsMax = 9

/** One attachment: its kind, and what it asks for. */
const AttachmentLine = ({
  one,
  onChange,
  onRemove,
}: {
  readonly one: Attachment
  onChange(next: Attachment): void
  onRemove(): void
}) => {
  const text = useText()
  const kind = attachmentKinds[one.msgtype]
  return (
    <div className="lk-attachment">
      <span className="lk-row lk-muted" style={{ gap: 6 }}>
        <Icon name={kind.icon} size={14} />
        {text(kind.label)}
      </span>
      <div className="lk-attachment-fields">
        {kind.asks.map(([name, said]) => (
          <Input
            key={name}
            size="small"
            placeholder={text(said)}
            aria-label={text(said)}
            value={partOf(one)[name] ?? ''}
            onChange={(event) => onChange(withPart(one, name, event.target.value))}
          />
        ))}
      </div>
      <button
        type="button"
        className="lk-icon-button small"
        aria-label={text(label('删除附件', 'Remove the attachment'))}
        onClick={onRemove}
      >
        <Icon name="close" size={14} />
      </button>
    </div>
  )
}

const AddAttachment = ({ onAdd }: { onAdd(fresh: Attachment): void }) => {
  const text = useText()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: attachmentKindNames.map((kind) => ({
          key: kind,
          label: text(attachmentKinds[kind].label),
          icon: <Icon name={attachmentKinds[kind].icon} size={14} />,
          onClick: () => onAdd(attachmentKinds[kind].fresh),
        })),
      }}
    >
      <Button size="small" icon={<Icon name="plus" size={13} />}>
        {text(label('加附件', 'Add an attachment'))}
      </Button>
    </Dropdown>
  )
}

/** What goes with the welcome, in order; at most nine. */
export const AttachmentsEditor = ({
  value,
  onChange,
}: {
  readonly value: readonly Attachment[]
  onChange(next: readonly Attachment[]): void
}) => (
  <div className="lk-attachments">
    {value.map((one, index) => (
      <AttachmentLine
        // biome-ignore lint/suspicious/noArrayIndexKey: an attachment has no identity but its place
        key={index}
        one={one}
        onChange={(next) => onChange(value.map((each, at) => (at === index ? next : each)))}
        onRemove={() => onChange(value.filter((_, at) => at !== index))}
      />
    ))}
    {value.length < attachmentsMax ? <AddAttachment onAdd={(fresh) => onChange([...value, fresh])} /> : null}
  </div>
)
