import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Drawer, Form, Input, Segmented, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { type Filter, label, type Label, personObject, keysOf } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { Problem, request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { FilterBar } from '../../desk/filter-builder/filter-bar.tsx'
import { finished } from '../../desk/filter-builder/filter-tree.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type Principal, PrincipalsPicker, type ShareLevel } from '../../desk/sharing/principal.tsx'
import { useNarrow } from '../../base/client/viewport.ts'
import { bodyOf, everyRecord, type SharingPreview, type SharingRule, sharingPath } from './sharing-rule.ts'

const acts: Readonly<Record<ShareLevel, Label>> = { read: label('查看', 'Read'), update: label('查看和修改', 'Read and change') }
const leavesOf = (filter: Filter | null): number =>
  !filter
    ? 0
    : 'and' in filter
      ? filter.and.reduce((sum, part) => sum + leavesOf(part), 0)
      : 'or' in filter
        ? filter.or.reduce((sum, part) => sum + leavesOf(part), 0)
        : 1

/** How many records of how many people a rule would share, asked as one types. */
const Count = ({
  object,
  filter,
  principals,
}: {
  readonly object: string
  readonly filter: Filter
  readonly principals: readonly Principal[]
}) => {
  const text = useText()
  const { number } = useNumbers()
  const asked = useDeferredValue(JSON.stringify({ object, filter, principals: principals.map(({ kind, id }) => ({ kind, id })) }))
  const { data, error } = useQuery({
    queryKey: ['sharing', 'preview', asked],
    queryFn: ({ signal }) => request<SharingPreview>(`${sharingPath}/preview`, { body: JSON.parse(asked), signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const said =
    error instanceof Problem
      ? (error.problems[0]?.detail ?? error.detail)
      : !data
        ? '…'
        : text(label('{n} 条记录，共享给 {m} 人', '{n} records, shared with {m} people'), {
            n: `${number(data.records.value)}${data.records.capped ? '+' : ''}`,
            m: number(data.people),
          })
  return (
    <div className="lk-share-count" role="status">
      <Icon name={error ? 'warning' : 'share'} size={15} />
      {said}
    </div>
  )
}

/** One sharing rule: which records, with whom, how far. */
export const SharingDrawer = ({
  rule,
  close,
  saved,
}: {
  readonly rule: SharingRule | null
  close(): void
  saved(): Promise<unknown>
}) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const model = useModel()
  const narrow = useNarrow()
  const [name, setName] = useState(rule?.name ?? '')
  const [object, setObject] = useState(rule?.object ?? personObject)
  const [filter, setFilter] = useState<Filter | null>(rule?.filter ?? null)
  const [principals, setPrincipals] = useState<readonly Principal[]>(rule?.principals ?? [])
  const [level, setLevel] = useState<ShareLevel>(rule?.level ?? 'read')
  const [busy, setBusy] = useState(false)
  const objects = model.objects.filter((one) => !one.ledger && !one.hidden && !one.partOf)
  // Left out, an unfinished condition would share more than was meant.
  const whole = leavesOf(filter) === leavesOf(finished(filter))
  const asked = finished(filter) ?? everyRecord
  const missing =
    name.trim() === ''
      ? text(label('请填写名称', 'Give it a name'))
      : principals.length === 0
        ? text(label('请选择共享给谁', 'Choose with whom'))
        : !whole
          ? text(label('有条件还没填完', 'A condition is unfinished'))
          : null
  const save = () => {
    setBusy(true)
    const body = bodyOf({ name: name.trim(), object, filter: asked, principals, level, active: rule?.active ?? true })
    request(rule ? `${sharingPath}/${rule.id}` : sharingPath, { method: rule ? 'PATCH' : 'POST', body })
      .then(async () => {
        await saved()
        toast.done(text(label('共享规则已生效', 'The sharing rule is in effect')))
        close()
      }, toast.failed)
      .finally(() => setBusy(false))
  }
  return (
    <Drawer
      open
      onClose={close}
      size={narrow ? '100%' : 600}
      title={text(rule ? label('修改共享规则', 'Change the sharing rule') : label('新建共享规则', 'New sharing rule'))}
      footer={
        <div className="lk-row">
          <span className="lk-muted lk-grow">{missing}</span>
          <Button onClick={close}>{w('common.cancel')}</Button>
          <Button type="primary" loading={busy} disabled={missing !== null} onClick={save}>
            {w('common.save')}
          </Button>
        </div>
      }
    >
      <Form layout="vertical">
        <Form.Item label={w('common.name')} htmlFor="share-name">
          <Input
            id="share-name"
            autoFocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
            placeholder={text(label('例如：华东的大客户', 'For example: key accounts in the east'))}
          />
        </Form.Item>
        <Form.Item label={text(label('共享哪类记录', 'Which records'))} htmlFor="share-object">
          <Select
            id="share-object"
            showSearch={{ optionFilterProp: 'label' }}
            value={object}
            onChange={(next: string) => {
              setObject(next)
              setFilter(null)
            }}
            options={objects.map((one) => ({ value: one.name, label: text(one.plural ?? one.label) }))}
          />
        </Form.Item>
        <Form.Item label={text(label('满足条件（不加条件就是全部）', 'That meet (without a condition: all)'))}>
          <FilterBar object={object} value={filter} onChange={setFilter} />
        </Form.Item>
        <Form.Item label={text(label('共享给（部门包括所有下级部门）', 'With (a department includes all below it)'))}>
          <PrincipalsPicker value={principals} onChange={setPrincipals} />
        </Form.Item>
        <Form.Item label={text(label('可以', 'They may'))}>
          <Segmented
            value={level}
            onChange={setLevel}
            options={keysOf(acts).map((value) => ({ value, label: text(acts[value]) }))}
          />
        </Form.Item>
      </Form>
      <Count object={object} filter={asked} principals={principals} />
    </Drawer>
  )
}
