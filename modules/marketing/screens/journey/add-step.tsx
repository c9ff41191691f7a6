import { label } from '@lianke/kernel'
import { Icon, useText } from '@lianke/ui'
import { Popover } from 'antd'
import { useState } from 'react'
import { groupLabels, useJourneyWords } from './use-journey-words.ts'

/** A plus that offers all kinds of steps. */
export const AddStep = ({ small, onAdd }: { readonly small?: boolean; onAdd(step: string): void }) => {
  const text = useText()
  const words = useJourneyWords()
  const [open, setOpen] = useState(false)
  const groups = [...new Set([...words.steps.values()].map(({ group }) => group))]
  const offer = (
    <div className="lk-step-offer">
      {groups.map((group) => (
        <section key={group}>
          <span className="lk-chooser-label">{text(groupLabels[group] ?? label(group, group))}</span>
          {[...words.steps.values()]
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
