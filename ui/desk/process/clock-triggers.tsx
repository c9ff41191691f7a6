import { heldTraits, label, textIn } from '@lianke/kernel'
import { Checkbox, Input, InputNumber, Select } from 'antd'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { Labelled } from './labelled.tsx'
import { useKind } from './process-kind.ts'
import type { TriggerProps } from './trigger-props.ts'

const clock = /^([01][0-9]|2[0-3]):[0-5][0-9]$/

/** A time of day. */
const At = ({ trigger, disabled, onChange }: TriggerProps) => {
  const text = useText()
  const at = textIn(trigger.at) ?? '09:00'
  return (
    <Labelled said={text(label('几点', 'At'))}>
      <Input
        disabled={disabled}
        value={at}
        maxLength={5}
        status={clock.test(at) ? '' : 'error'}
        aria-label={text(label('几点', 'At'))}
        onChange={(event) => onChange({ ...trigger, at: event.target.value })}
      />
    </Labelled>
  )
}

/** How long before or after the date. */
const Offset = ({ moments, trigger, disabled, onChange }: TriggerProps & { readonly moments: boolean }) => {
  const text = useText()
  const amount = Number(trigger.amount ?? 0)
  const before = amount < 0
  const units = [
    { value: 'day', label: text(label('天', 'days')) },
    ...(moments
      ? [
          { value: 'hour', label: text(label('小时', 'hours')) },
          { value: 'minute', label: text(label('分钟', 'minutes')) },
        ]
      : []),
  ]
  return (
    <div className="lk-row">
      <InputNumber
        min={0}
        max={3650}
        disabled={disabled}
        value={Math.abs(amount)}
        aria-label={text(label('多久', 'How long'))}
        onChange={(next) => onChange({ ...trigger, amount: (before ? -1 : 1) * (next ?? 0) })}
      />
      <Select
        disabled={disabled}
        value={String(trigger.unit ?? 'day')}
        aria-label={text(label('单位', 'Unit'))}
        options={units}
        onChange={(unit) => onChange({ ...trigger, unit })}
      />
      <Select
        disabled={disabled || amount === 0}
        value={before ? 'before' : 'after'}
        aria-label={text(label('之前或之后', 'Before or after'))}
        options={[
          { value: 'before', label: text(label('之前', 'before')) },
          { value: 'after', label: text(label('之后', 'after')) },
        ]}
        onChange={(side) => onChange({ ...trigger, amount: (side === 'before' ? -1 : 1) * Math.abs(amount) })}
      />
    </div>
  )
}

/** Every year on that day; what becomes of 29 February is said there. */
const Yearly = ({ trigger, disabled, onChange }: TriggerProps) => {
  const text = useText()
  return (
    <>
      <Checkbox
        disabled={disabled}
        checked={trigger.yearly === true}
        onChange={({ target }) => onChange({ ...trigger, yearly: target.checked })}
      >
        {text(label('每年（生日、纪念日）', 'Every year (birthdays, anniversaries)'))}
      </Checkbox>
      {trigger.yearly === true ? (
        <Labelled said={text(label('2 月 29 日在平年', '29 February in other years'))}>
          <Select
            disabled={disabled}
            value={trigger.leap === 'mar1' ? 'mar1' : 'feb28'}
            options={[
              { value: 'feb28', label: text(label('算 2 月 28 日', 'is 28 February')) },
              { value: 'mar1', label: text(label('算 3 月 1 日', 'is 1 March')) },
            ]}
            onChange={(leap) => onChange({ ...trigger, leap })}
          />
        </Labelled>
      ) : null}
    </>
  )
}

/** A date of the record comes, or is so long ago. */
export const DateTrigger = (props: TriggerProps) => {
  const text = useText()
  const { trigger, disabled, onChange } = props
  const meta = useModel().object(useKind().subject)
  const fields = meta ? Object.entries(fieldsOf(meta)).filter(([, field]) => heldTraits(field).time !== undefined) : []
  const moments = fields.some(([name, field]) => name === trigger.field && heldTraits(field).time === 'moment')
  return (
    <>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        disabled={disabled}
        value={textIn(trigger.field) || null}
        placeholder={text(label('选择日期字段', 'Choose a date'))}
        aria-label={text(label('日期字段', 'Date'))}
        options={fields.map(([value, field]) => ({ value, label: text(field.label) }))}
        onChange={(field: string) => onChange({ ...trigger, field, unit: 'day' })}
      />
      <Offset {...props} moments={moments} />
      {(trigger.unit ?? 'day') === 'day' ? (
        <>
          <At {...props} />
          <Yearly {...props} />
        </>
      ) : null}
    </>
  )
}

const weekdays = [
  label('周一', 'Monday'),
  label('周二', 'Tuesday'),
  label('周三', 'Wednesday'),
  label('周四', 'Thursday'),
  label('周五', 'Friday'),
  label('周六', 'Saturday'),
  label('周日', 'Sunday'),
]

/** At a time of day, on all records that the condition lets in. */
export const ScheduleTrigger = (props: TriggerProps) => {
  const text = useText()
  const { trigger, disabled, onChange } = props
  return (
    <>
      <Select
        disabled={disabled}
        value={String(trigger.every ?? 'day')}
        aria-label={text(label('多久一次', 'How often'))}
        options={[
          { value: 'day', label: text(label('每天', 'Every day')) },
          { value: 'working_day', label: text(label('每个工作日', 'Every working day')) },
          { value: 'week', label: text(label('每周', 'Every week')) },
          { value: 'month', label: text(label('每月', 'Every month')) },
        ]}
        onChange={(every) => onChange({ on: trigger.on, every, at: trigger.at ?? '09:00' })}
      />
      {trigger.every === 'week' ? (
        <Select
          disabled={disabled}
          value={Number(trigger.weekday ?? 1)}
          aria-label={text(label('星期几', 'Weekday'))}
          options={weekdays.map((one, index) => ({ value: index + 1, label: text(one) }))}
          onChange={(weekday) => onChange({ ...trigger, weekday })}
        />
      ) : null}
      {trigger.every === 'month' ? (
        <InputNumber
          min={1}
          max={31}
          disabled={disabled}
          value={Number(trigger.day ?? 1)}
          suffix={text(label('号（没有这天的月份取最后一天）', '(the last day where a month is shorter)'))}
          aria-label={text(label('几号', 'Day of the month'))}
          onChange={(day) => onChange({ ...trigger, day: day ?? 1 })}
        />
      ) : null}
      <At {...props} />
    </>
  )
}
