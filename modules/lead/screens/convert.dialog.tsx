import './convert.css'
import { account as accountObject, person as personObject } from '@lianke/customer/contract'
import { isObject, type Label, label, type ReferenceValue, referenceIn, textIn } from '@lianke/kernel'
import {
  CommandFrame,
  CommandInputs,
  type DialogProps,
  Icon,
  RecordPicker,
  request,
  useCommandForm,
  useText,
  valuesIn,
} from '@lianke/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Switch } from 'antd'
import { useState } from 'react'

interface Found {
  readonly person: ReferenceValue | null
  readonly account: ReferenceValue | null
  readonly names: Readonly<Record<'person' | 'account' | 'opportunity', string | null>>
}

/** What the lead becomes of one kind: somebody who is there already, or a new one; another one may be chosen. */
const Becomes = ({
  name,
  to,
  said,
  icon,
  found,
  made,
  chosen,
  choose,
}: {
  readonly name: string
  readonly to: string
  readonly said: Label
  readonly icon: string
  readonly found: ReferenceValue | null
  readonly made: string | null
  readonly chosen: ReferenceValue | null
  choose(value: ReferenceValue | null): void
}) => {
  const text = useText()
  const [open, setOpen] = useState(false)
  const known = chosen ?? found
  return (
    <div className="lk-becomes">
      <Icon name={icon} size={16} />
      <div className="lk-grow">
        <div className="lk-label">{text(said)}</div>
        {open ? (
          <RecordPicker
            id={`act-${name}`}
            to={to}
            value={chosen}
            autoFocus
            open
            onChange={(value) => choose(referenceIn(value))}
          />
        ) : known ? (
          <div>
            <span className="lk-pill lk-c-green">{text(label('已找到', 'Found'))}</span> {known.title}
          </div>
        ) : made ? (
          <div>
            <span className="lk-pill lk-c-blue">{text(label('将新建', 'Will create'))}</span> {made}
          </div>
        ) : (
          <div className="lk-muted">{text(label('没有公司名，不建企业', 'No company is named: none is made'))}</div>
        )}
      </div>
      {open ? null : (
        <Button size="small" type="text" onClick={() => setOpen(true)}>
          {text(label('换一个', 'Another'))}
        </Button>
      )}
    </div>
  )
}

const useFound = ({ target }: DialogProps['asked']) => {
  const id = target.kind === 'records' ? (target.ids[0] ?? '') : ''
  return useQuery({
    queryKey: ['lead.found', id],
    queryFn: ({ signal }) => request<Found>('/commands/lead.found', { body: { id }, signal }),
    enabled: id !== '',
    staleTime: 0,
  }).data
}

/** Converting: whom the lead is already, what will be made, and the deal, all before anything is written. Enter does it. */
const ConvertDialog = (props: DialogProps) => {
  const text = useText()
  const form = useCommandForm(props.asked)
  const found = useFound(props.asked)
  const { person, account, opportunity } = form.values
  const { opportunity: group } = props.asked.command.fields
  const deal = isObject(opportunity) ? valuesIn(opportunity) : null
  const usual = found?.names.opportunity ?? ''
  const set = (name: string) => (value: ReferenceValue | null) => form.change(name, value)
  return (
    <CommandFrame {...props} form={form} tells hint={text(label('Enter 转化 · Esc 先不转', 'Enter to convert · Esc to leave'))}>
      <Becomes
        name="person"
        to={personObject.name}
        said={label('客户', 'Person')}
        icon="user"
        found={found?.person ?? null}
        made={found?.names.person ?? null}
        chosen={referenceIn(person)}
        choose={set('person')}
      />
      <Becomes
        name="account"
        to={accountObject.name}
        said={label('企业', 'Account')}
        icon="building"
        found={found?.account ?? null}
        made={found?.names.account ?? null}
        chosen={referenceIn(account)}
        choose={set('account')}
      />
      <div className="lk-becomes">
        <Icon name="target" size={16} />
        <div className="lk-grow lk-stack" style={{ gap: 10 }}>
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control */}
          <label className="lk-row">
            <Switch size="small" checked={deal !== null} onChange={(on) => form.change('opportunity', on ? {} : null)} />
            {text(label('同时建立商机', 'Open an opportunity'))}
          </label>
          {deal && group && 'group' in group ? (
            <CommandInputs
              fields={group.group}
              values={{ ...deal, name: textIn(deal.name) ?? usual }}
              problems={form.problems}
              row={undefined}
              focus
              at="opportunity/"
              change={(name, value) => form.change('opportunity', { ...deal, [name]: value })}
            />
          ) : null}
        </div>
      </div>
    </CommandFrame>
  )
}
export default ConvertDialog
