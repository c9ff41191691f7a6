import { person } from '@lianke/customer/contract'
import { label } from '@lianke/kernel'
import { FilterBar, Icon, useText } from '@lianke/ui'
import { Button, Input } from 'antd'
import { freeOutlet, outletPartsMax } from './outlet-parts.ts'
import type { StepEditorProps } from './step-editor.ts'
import { type Branch, branchesIn } from './outlet-config.ts'

/** Ways out by conditions, asked from above downwards. */
export const Branches = ({ config, disabled, onChange }: StepEditorProps) => {
  const text = useText()
  const branches = branchesIn(config)
  const send = (next: readonly Branch[]) => onChange({ ...config, branches: next })
  const set = (index: number, branch: Branch) => send(branches.map((one, at) => (at === index ? branch : one)))
  return (
    <>
      {branches.map((branch, index) => (
        <div key={branch.outlet} className="lk-journey-part">
          <div className="lk-row">
            <Input
              size="small"
              disabled={disabled}
              value={branch.name ?? ''}
              maxLength={40}
              placeholder={text(label('分支 {n}', 'Branch {n}'), { n: index + 1 })}
              aria-label={text(label('分支名称', 'Name of the branch'))}
              onChange={(event) => set(index, { ...branch, name: event.target.value })}
            />
            <button
              type="button"
              className="lk-icon-button small"
              disabled={disabled}
              aria-label={text(label('删除分支', 'Remove the branch'))}
              onClick={() => send(branches.filter((_, at) => at !== index))}
            >
              <Icon name="trash" size={13} />
            </button>
          </div>
          <FilterBar
            object={person.name}
            value={branch.filter ?? null}
            nested
            onChange={(filter) => set(index, { ...branch, filter: filter ?? { and: [] } })}
          />
        </div>
      ))}
      <p className="lk-label">
        {text(
          label(
            '从上往下，第一个符合的分支收人；都不符合的走「其他」。',
            'From above downwards, the first branch that fits takes the person; who fits none goes “Otherwise”.',
          ),
        )}
      </p>
      <Button
        size="small"
        disabled={disabled || branches.length >= outletPartsMax}
        icon={<Icon name="plus" size={13} />}
        onClick={() =>
          send([
            ...branches,
            {
              outlet: freeOutlet(
                'b',
                branches.map(({ outlet }) => outlet),
              ),
              filter: { and: [] },
            },
          ])
        }
      >
        {text(label('添加分支', 'Add a branch'))}
      </Button>
    </>
  )
}
