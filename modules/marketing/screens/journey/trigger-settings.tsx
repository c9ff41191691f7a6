import { person } from '@lianke/customer/contract'
import { label, filterIn, idIn, idsIn, textIn } from '@lianke/kernel'
import { eventObjectName, FilterBar, RecordPicker, useCommand, useModel, useText, useToast } from '@lianke/ui'
import { Button, InputNumber, Segmented, Select, Switch } from 'antd'
import { useState } from 'react'
import { EventSelect } from './event-select.tsx'

export interface Start {
  readonly trigger: Readonly<Record<string, unknown>>
  readonly reentry: Readonly<Record<string, unknown>>
  readonly goal: Readonly<Record<string, unknown>> | null
  readonly exit: Readonly<Record<string, unknown>> | null
}
interface Props {
  readonly id: string
  readonly running: boolean
  readonly value: Start
  readonly disabled: boolean
  onChange(value: Start): void
}

const Enrol = ({ id }: { readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const enrol = useCommand<{ entered: number; left_out: number }>('journey.enrol')
  const [chosen, setChosen] = useState<{ id: string }[]>([])
  const put = () =>
    enrol.mutate(
      { id, persons: chosen.map((one) => one.id) },
      {
        onSuccess: ({ entered, left_out }) => {
          setChosen([])
          toast.done(
            left_out > 0
              ? text(
                  label(
                    '{entered} 人进入，{left_out} 人已经在里面或无权查看',
                    '{entered} entered; {left_out} were in already or are not yours to see',
                  ),
                  { entered, left_out },
                )
              : text(label('{entered} 人进入', '{entered} entered'), { entered }),
          )
        },
        onError: toast.failed,
      },
    )
  return (
    <div className="lk-journey-field">
      <span className="lk-journey-said">{text(label('手动加入客户', 'Put people in by hand'))}</span>
      <RecordPicker
        to={person.name}
        many
        value={chosen}
        onChange={(value) => setChosen(idsIn(value).map((one) => ({ id: one })))}
      />
      <Button disabled={chosen.length === 0} loading={enrol.isPending} onClick={put}>
        {text(label('加入', 'Put in'))}
      </Button>
    </div>
  )
}

/** What starts a journey, whether one may come again, and what ends it. */
export const TriggerSettings = ({ id, running, value, disabled, onChange }: Props) => {
  const text = useText()
  const model = useModel()
  const { trigger, reentry } = value
  const on = String(trigger.on ?? 'manual')
  const set = (more: Readonly<Record<string, unknown>>) => onChange({ ...value, trigger: { ...trigger, ...more } })
  const where = (object: string) => (
    <FilterBar
      object={object}
      value={filterIn(trigger.where)}
      nested
      onChange={(filter) => {
        const { where: _old, ...rest } = trigger
        onChange({ ...value, trigger: filter ? { ...rest, where: filter } : rest })
      }}
    />
  )
  const ending = (name: 'goal' | 'exit', said: string, help: string) => (
    <div className="lk-journey-field">
      <span className="lk-row">
        <span className="lk-journey-said lk-grow">{said}</span>
        <Switch
          size="small"
          disabled={disabled}
          checked={value[name] !== null}
          aria-label={said}
          onChange={(checked) => onChange({ ...value, [name]: checked ? { event: '' } : null })}
        />
      </span>
      {value[name] ? (
        <EventSelect
          value={value[name]?.event}
          disabled={disabled}
          onChange={(event) => onChange({ ...value, [name]: { event } })}
        />
      ) : (
        <span className="lk-label">{help}</span>
      )}
    </div>
  )
  return (
    <>
      <Segmented
        block
        disabled={disabled}
        value={on}
        onChange={(next) =>
          onChange({
            ...value,
            trigger:
              next === 'segment'
                ? { on: next, change: 'entered', segment: '' }
                : next === 'record'
                  ? { on: next, change: 'created', object: '' }
                  : next === 'event'
                    ? { on: next, event: '' }
                    : { on: next },
          })
        }
        options={[
          { value: 'event', label: text(label('事件', 'Event')) },
          { value: 'segment', label: text(label('分群', 'Segment')) },
          { value: 'record', label: text(label('记录', 'Record')) },
          { value: 'manual', label: text(label('手动', 'By hand')) },
        ]}
      />
      {on === 'event' ? (
        <>
          <EventSelect
            value={trigger.event}
            disabled={disabled}
            onChange={(event) => onChange({ ...value, trigger: { on, event } })}
          />
          {trigger.event ? where(eventObjectName(String(trigger.event))) : null}
        </>
      ) : null}
      {on === 'segment' ? (
        <>
          <RecordPicker
            to="marketing.segment"
            disabled={disabled}
            value={textIn(trigger.segment) || null}
            onChange={(one) => set({ segment: idIn(one) ?? '' })}
          />
          <Select
            disabled={disabled}
            value={String(trigger.change)}
            onChange={(change) => set({ change })}
            options={[
              { value: 'entered', label: text(label('进入时', 'On entering')) },
              { value: 'left', label: text(label('离开时', 'On leaving')) },
            ]}
          />
        </>
      ) : null}
      {on === 'record' ? (
        <>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            disabled={disabled}
            value={textIn(trigger.object) || null}
            placeholder={text(label('选择对象', 'Choose an object'))}
            onChange={(object) => onChange({ ...value, trigger: { on, change: trigger.change ?? 'created', object } })}
            options={model.objects
              .filter((object) => object.person !== undefined && !object.hidden)
              .map((object) => ({ value: object.name, label: text(object.label) }))}
          />
          <Select
            disabled={disabled}
            value={String(trigger.change)}
            onChange={(change) => set({ change })}
            options={[
              { value: 'created', label: text(label('新建时', 'When created')) },
              { value: 'updated', label: text(label('修改时', 'When changed')) },
            ]}
          />
          {trigger.object ? where(String(trigger.object)) : null}
        </>
      ) : null}
      {running ? (
        <Enrol id={id} />
      ) : on === 'manual' ? (
        <p className="lk-label">{text(label('发布后可以在这里加入客户。', 'After publishing, people can be put in here.'))}</p>
      ) : null}
      <div className="lk-journey-field">
        <span className="lk-journey-said">{text(label('同一个人', 'The same person'))}</span>
        <Select
          disabled={disabled}
          value={String(reentry.mode ?? 'once')}
          onChange={(mode) => onChange({ ...value, reentry: mode === 'after' ? { mode, days: 30 } : { mode } })}
          options={[
            { value: 'once', label: text(label('只进入一次', 'Enters once')) },
            { value: 'after', label: text(label('隔一段时间可再进', 'May come again after a while')) },
            { value: 'always', label: text(label('每次触发都进', 'Enters every time')) },
          ]}
        />
        {reentry.mode === 'after' ? (
          <InputNumber
            min={1}
            max={3650}
            disabled={disabled}
            value={Number(reentry.days ?? 30)}
            suffix={text(label('天', 'days'))}
            aria-label={text(label('间隔', 'Interval'))}
            onChange={(days) => onChange({ ...value, reentry: { mode: 'after', days: days ?? 1 } })}
          />
        ) : null}
      </div>
      {ending(
        'goal',
        text(label('目标：发生后算成功并结束', 'Goal: reached when it happens')),
        text(label('例如「订单已支付」：达成就不再打扰', 'For example “order paid”: once reached, nobody is bothered any more')),
      )}
      {ending(
        'exit',
        text(label('提前退出：发生后结束', 'Leave early: ends when it happens')),
        text(label('例如「删除好友」', 'For example “contact lost”')),
      )}
    </>
  )
}
