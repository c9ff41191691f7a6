import { label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Popover } from 'antd'
import { useState } from 'react'
import { useOfferedSteps } from './use-offered-steps.ts'
import { groupLabels } from './use-process-words.ts'

/** A plus that offers all kinds of steps. */
export const AddStep = ({ small, onAdd }: { readonly small?: boolean; onAdd(step: string): void }) => {
  const text = useText()
  const offered = useOfferedSteps()
  const [open, setOpen] = useState(false)
  const groups = [...new Set(offered.map(({ group }) => group))]
  const offer = (
    <div className="lk-step-offer">
      {groups.map((group) => (
        <section key={group}>
          <span className="lk-chooser-label">{text(groupLabels[group] ?? label(group, group))}</span>
          {offered
            .filter((step) => step.group === group)
            .map((step) => (
              <button
                key={step.name}
                type="button"
                className="lk-chooser-item"
                onClick={() => {
                  setOpen(false)
                  onAdd(step.name)
                }}
              >
                <Icon name={step.icon} size={14} />
                {text(step.label)}
              </button>
            ))}
        </section>
      ))}
    </div>
  )
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="right"
      arrow={false}
      content={offer}
      styles={{ container: { padding: 4 } }}
    >
      <button
        type="button"
        className={`lk-step-add nodrag nopan${small ? ' small' : ''}`}
        aria-label={text(label('添加步骤', 'Add a step'))}
      >
        <Icon name="plus" size={small ? 12 : 15} />
      </button>
    </Popover>
  )
}
