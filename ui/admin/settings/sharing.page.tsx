import './settings.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { label } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { request } from '../../base/client/request.ts'
import { Empty, Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useToast } from '../../base/feedback/toast.tsx'
import { groupOf } from '../../desk/filter-builder/filter-tree.ts'
import { sayFilter } from '../../desk/filter-builder/filter-sentence.ts'
import { useSpeaker } from '../../desk/filter-builder/speaker.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { levels, PrincipalName } from '../../desk/sharing/principal.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import { SharingDrawer } from './sharing-drawer.tsx'
import { bodyOf, type SharingRule, sharingPath } from './sharing-rule.ts'

const RuleLine = ({ rule, edit, again }: { readonly rule: SharingRule; edit(): void; again(): Promise<unknown> }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const speaker = useSpeaker()
  const object = useModel().object(rule.object)
  const [busy, setBusy] = useState(false)
  const change = (active: boolean) => {
    setBusy(true)
    request(`${sharingPath}/${rule.id}`, { method: 'PATCH', body: { active } })
      .then(async () => {
        await again()
        toast.done(
          text(active ? label('已启用「{name}」', '“{name}” is on') : label('已停用「{name}」', '“{name}” is off'), {
            name: rule.name,
          }),
        )
      }, toast.failed)
      .finally(() => setBusy(false))
  }
  const remove = () =>
    request(`${sharingPath}/${rule.id}`, { method: 'DELETE' }).then(async () => {
      await again()
      toast.done(text(label('已删除「{name}」', '“{name}” is deleted'), { name: rule.name }), () =>
        request(sharingPath, { body: bodyOf(rule) }).then(again),
      )
    }, toast.failed)
  const said = groupOf(rule.filter).items.length === 0 ? text(label('全部', 'all')) : sayFilter(speaker, rule.object, rule.filter)
  return (
    <li className={`lk-share-line${rule.active ? '' : ' off'}`}>
      <div className="lk-grow">
        <div className="lk-row">
          <b className="lk-ellipsis">{rule.name || text(label('未命名', 'Unnamed'))}</b>
          <span className={`lk-pill lk-c-${rule.level === 'update' ? 'orange' : 'blue'}`}>{text(levels[rule.level])}</span>
          {rule.broken ? (
            <span className="lk-pill lk-c-red">{text(label('条件已失效，没有共享', 'Broken: shares nothing'))}</span>
          ) : null}
        </div>
        <div className="lk-share-say">
          <span>
            {text(object?.plural ?? object?.label) || rule.object} · {said}
          </span>
          <Icon name="arrow-right" size={14} />
          {rule.principals.length === 0 ? (
            <span className="lk-muted">{text(label('对象都已不存在', 'nobody is left'))}</span>
          ) : (
            rule.principals.map((one) => <PrincipalName key={one.id} principal={one} />)
          )}
        </div>
      </div>
      <div className="lk-row">
        <Switch
          size="small"
          checked={rule.active}
          loading={busy}
          onChange={change}
          aria-label={text(label('启用「{name}」', 'Switch “{name}” on'), { name: rule.name })}
        />
        <button type="button" className="lk-icon-button" aria-label={w('common.edit')} title={w('common.edit')} onClick={edit}>
          <Icon name="edit" size={15} />
        </button>
        <button
          type="button"
          className="lk-icon-button"
          aria-label={w('common.delete')}
          title={w('common.delete')}
          onClick={() => void remove()}
        >
          <Icon name="trash" size={15} />
        </button>
      </div>
    </li>
  )
}

/** Rules that show records to colleagues beyond their data scope. */
const SharingPage = () => {
  const text = useText()
  const client = useQueryClient()
  const [editing, setEditing] = useState<SharingRule | 'new' | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['sharing', 'rules'],
    queryFn: ({ signal }) => request<{ data: SharingRule[] }>(sharingPath, { signal }),
  })
  const again = () => client.invalidateQueries({ queryKey: ['sharing', 'rules'] })
  const create = (
    <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => setEditing('new')}>
      {text(label('新建共享规则', 'New sharing rule'))}
    </Button>
  )
  return (
    <Page
      title={text(label('共享规则', 'Sharing rules'))}
      lead={text(
        label(
          '把符合条件的记录共享给数据范围之外的同事；列表、搜索、报表和导出一致生效',
          'Show matching records to colleagues beyond their data scope; lists, search, reports and exports obey alike',
        ),
      )}
      actions={data?.data.length ? create : null}
    >
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={4} />
      ) : data.data.length === 0 ? (
        <Empty
          icon="share"
          title={text(label('还没有共享规则', 'No sharing rules yet'))}
          help={text(
            label(
              '没有规则时，每个人按角色的数据范围看记录',
              'Without rules everybody sees records by the data scope of their roles',
            ),
          )}
        >
          {create}
        </Empty>
      ) : (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {data.data.map((rule) => (
            <RuleLine key={rule.id} rule={rule} edit={() => setEditing(rule)} again={again} />
          ))}
        </ul>
      )}
      {editing ? (
        <SharingDrawer
          key={editing === 'new' ? 'new' : editing.id}
          rule={editing === 'new' ? null : editing}
          close={() => setEditing(null)}
          saved={again}
        />
      ) : null}
    </Page>
  )
}
export default SharingPage
