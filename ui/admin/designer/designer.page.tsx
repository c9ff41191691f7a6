import '../settings/settings.css'
import '../../desk/object-form/form.css'
import { label, type MetaObject, personObject } from '@lianke/kernel'
import { Button, Input, Switch } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { type Custom, useCustom, useModelAgain } from './custom.ts'
import { ObjectDrawer } from './object-drawer.tsx'
import { ObjectFields } from './object-fields.tsx'

const matches = ({ name, label: said }: MetaObject, q: string): boolean =>
  !q || said.zh.includes(q) || said.en.toLowerCase().includes(q.toLowerCase()) || name.includes(q)

/** Objects that were switched off, each with the way back. */
const ArchivedObjects = ({ custom }: { readonly custom: Custom | undefined }) => {
  const text = useText()
  const toast = useToast()
  const again = useModelAgain()
  const restore = (name: string) =>
    void request(`/settings/objects/${name}`, { method: 'PATCH', body: { archived: false } }).then(again, toast.failed)
  return custom?.objects
    .filter((one) => one.archived_at)
    .map((one) => (
      <div key={one.name} className="lk-split-item lk-muted">
        <Icon name="box" size={15} />
        <span className="lk-grow">{text(one.definition.label)}</span>
        <Switch size="small" checked={false} onChange={() => restore(one.name)} />
      </div>
    ))
}

const ObjectList = ({
  chosen,
  choose,
  custom,
}: {
  readonly chosen: MetaObject | undefined
  choose(name: string): void
  readonly custom: Custom | undefined
}) => {
  const text = useText()
  const model = useModel()
  const [q, setQ] = useState('')
  return (
    <div className="lk-split-list">
      <Input
        size="small"
        variant="filled"
        allowClear
        prefix={<Icon name="search" size={13} />}
        placeholder={text(label('查找对象', 'Find an object'))}
        aria-label={text(label('查找对象', 'Find an object'))}
        value={q}
        onChange={(event) => setQ(event.target.value)}
        style={{ marginBottom: 8 }}
      />
      {model.objects
        .filter((one) => matches(one, q))
        .map((one) => (
          <button
            key={one.name}
            type="button"
            className={`lk-split-item${chosen?.name === one.name ? ' active' : ''}`}
            onClick={() => choose(one.name)}
          >
            <Icon name={one.icon ?? 'box'} size={15} />
            <span className="lk-ellipsis lk-grow">{text(one.label)}</span>
            {one.custom ? <span className="lk-pill lk-tag">{text(label('自定义', 'Own'))}</span> : null}
          </button>
        ))}
      <ArchivedObjects custom={custom} />
    </div>
  )
}

/** Objects and their fields; what is added here is everywhere at once, without restart. */
const DesignerPage = () => {
  const text = useText()
  const model = useModel()
  const [chosen, setChosen] = useState(personObject)
  const [making, setMaking] = useState(false)
  const { data: custom } = useCustom()
  const object = model.object(chosen) ?? model.objects[0]
  return (
    <Page
      full
      title={text(label('对象与字段', 'Objects and fields'))}
      lead={text(
        label(
          '改名、选项、顺序和新增的字段立刻出现在表单、列表、筛选、导入和接口里',
          'Names, options, order and new fields are in forms, lists, filters, imports and the API at once',
        ),
      )}
      actions={
        <Button icon={<Icon name="plus" size={15} />} onClick={() => setMaking(true)}>
          {text(label('新增对象', 'New object'))}
        </Button>
      }
    >
      <div className="lk-split">
        <ObjectList chosen={object} choose={setChosen} custom={custom} />
        <div className="lk-split-main">{object ? <ObjectFields key={object.name} object={object} custom={custom} /> : null}</div>
      </div>
      {making ? (
        <ObjectDrawer
          close={(made) => {
            setMaking(false)
            if (made) setChosen(made)
          }}
        />
      ) : null}
    </Page>
  )
}
export default DesignerPage
