import { label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { FilterBar } from '../filter-builder/filter-bar.tsx'
import { Button, Input } from 'antd'
import { freeOutlet, outletPartsMax } from './outlet-parts.ts'
import type { StepEditorProps } from './step-editor.ts'
import { useKind } from './process-kind.ts'
import { type Branch, branchesIn } from './outlet-config.ts'
import { TakenConditions } from './taken-conditions.tsx'

/** One branch: its name, and whom it takes. */
const BranchPart = ({
  branch,
  turn,
  disabled,
  onChange,
  onRemove,
}: {
  readonly branch: Branch
  readonly turn: number
  readonly disabled: boolean
  onChange(branch: Branch): void
  onRemove(): void
}) => {
  const text = useText()
  const { subject } = useKind()
  return (
    <div className="lk-process-part">
      <div className="lk-row">
        <Input
          size="small"
          disabled={disabled}
          value={branch.name ?? ''}
          maxLength={40}
          placeholder={text(label('分支 {n}', 'Branch {n}'), { n: turn })}
          aria-label={text(label('分支名称', 'Name of the branch'))}
          onChange={(event) => onChange({ ...branch, name: event.target.value })}
        />
        <button
          type="button"
          className="lk-icon-button small"
          disabled={disabled}
          aria-label={text(label('删除分支', 'Remove the branch'))}
          onClick={onRemove}
        >
          <Icon name="trash" size={13} />
        </button>
      </div>
      <FilterBar
        object={subject}
        value={branch.filter ?? null}
        nested
        onChange={(filter) => onChange({ ...branch, filter: filter ?? { and: [] } })}
      />
      <TakenConditions taken={branch.taken} disabled={disabled} onChange={(taken) => onChange({ ...branch, taken })} />
    </div>
  )
}

/** Ways out by conditions, asked from above downwards. */
export const Branches = ({ config, disabled, onChange }: StepEditorProps) => {
  const text = useText()
  const branches = branchesIn(config)
  const taken = branches.map(({ outlet }) => outlet)
  const send = (next: readonly Branch[]) => onChange({ ...config, branches: next })
  return (
    <>
      {branches.map((branch, index) => (
        <BranchPart
          key={branch.outlet}
          branch={branch}
          turn={index + 1}
          disabled={disabled}
          onChange={(next) => send(branches.map((one, at) => (at === index ? next : one)))}
          onRemove={() => send(branches.filter((_, at) => at !== index))}
        />
      ))}
      <p className="lk-label">
        {text(
          label(
            '从上往下，第一个符合的分支收下；都不符合的走「其他」。',
            'From above downwards, the first branch that fits takes the record; what fits none goes “Otherwise”.',
          ),
        )}
      </p>
      <Button
        size="small"
        disabled={disabled || branches.length >= outletPartsMax}
        icon={<Icon name="plus" size={13} />}
        onClick={() => send([...branches, { outlet: freeOutlet('b', taken), filter: { and: [] } }])}
      >
        {text(label('添加分支', 'Add a branch'))}
      </Button>
    </>
  )
}
