import { label } from '@lianke/kernel'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Button, InputNumber } from 'antd'
import { freeOutlet, outletPartsMax } from './outlet-parts.ts'
import { RemoveButton } from './remove-button.tsx'
import type { StepEditorProps } from './step-editor.ts'
import { type Share, sharesIn } from './outlet-config.ts'

/** One way and its share: at most what the others leave. */
const ShareLine = ({
  share,
  left,
  disabled,
  onChange,
  onRemove,
}: {
  readonly share: Share
  readonly left: number
  readonly disabled: boolean
  onChange(percent: number): void
  onRemove(): void
}) => (
  <div className="lk-row">
    <b style={{ width: 28 }}>{share.outlet.toUpperCase()}</b>
    <InputNumber
      min={0}
      max={share.percent + Math.max(left, 0)}
      disabled={disabled}
      value={share.percent}
      suffix="%"
      aria-label={share.outlet}
      onChange={(percent) => onChange(percent ?? 0)}
    />
    <RemoveButton disabled={disabled} onRemove={onRemove} />
  </div>
)

/** Ways out by chance, in percent. */
export const Shares = ({ config, disabled, onChange }: StepEditorProps) => {
  const text = useText()
  const shares = sharesIn(config)
  const taken = shares.map(({ outlet }) => outlet)
  const send = (next: readonly Share[]) => onChange({ ...config, shares: next })
  const left = 100 - shares.reduce((sum, { percent }) => sum + percent, 0)
  return (
    <>
      {shares.map((share, index) => (
        <ShareLine
          key={share.outlet}
          share={share}
          left={left}
          disabled={disabled}
          onChange={(percent) => send(shares.map((one, at) => (at === index ? { ...one, percent } : one)))}
          onRemove={() => send(shares.filter((_, at) => at !== index))}
        />
      ))}
      <p className="lk-label">
        {text(
          label(
            '其余 {n}% 走「其余」。同一条记录每次走同一边。',
            'The remaining {n}% go “The rest”. The same record always goes the same way.',
          ),
          { n: Math.max(left, 0) },
        )}
      </p>
      <Button
        size="small"
        disabled={disabled || shares.length >= outletPartsMax || left <= 0}
        icon={<Icon name="plus" size={13} />}
        onClick={() => send([...shares, { outlet: freeOutlet('s', taken), percent: Math.min(50, left) }])}
      >
        {text(label('添加一路', 'Add a way'))}
      </Button>
    </>
  )
}
