import type { Label } from '@lianke/kernel'
import { label } from '@lianke/kernel'
import { Input } from 'antd'
import { useId } from 'react'
import { useText } from '../../base/i18n/i18n.ts'

/** A word or a sentence in both languages; what the product says stands behind it. */
export const WordsTwice = ({
  said,
  value,
  change,
  product,
  max = 60,
  focus,
}: {
  readonly said: Label
  readonly value: Label
  change(value: Label): void
  readonly product?: Label | null
  readonly max?: number
  readonly focus?: boolean
}) => {
  const text = useText()
  const id = useId()
  return (
    <div className="lk-form-grid">
      <div className="lk-field">
        <label htmlFor={`${id}zh`}>{text(label('{what}（中文）', '{what} (Chinese)'), { what: text(said) })}</label>
        <Input
          id={`${id}zh`}
          autoFocus={focus}
          maxLength={max}
          placeholder={product?.zh}
          value={value.zh}
          onChange={(event) => change({ zh: event.target.value, en: value.en })}
        />
      </div>
      <div className="lk-field">
        <label htmlFor={`${id}en`}>{text(label('{what}（英文）', '{what} (English)'), { what: text(said) })}</label>
        <Input
          id={`${id}en`}
          maxLength={max}
          placeholder={product?.en}
          value={value.en}
          onChange={(event) => change({ zh: value.zh, en: event.target.value })}
        />
      </div>
    </div>
  )
}
