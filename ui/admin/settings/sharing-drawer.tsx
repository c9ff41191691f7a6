import { keysOf, label, type Label } from '@lianke/kernel'
import { Drawer, Form, Input, Segmented, Select } from 'antd'
import { useModel } from '../../base/client/meta.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { FilterBar } from '../../desk/filter-builder/filter-bar.tsx'
import { DrawerFoot } from '../../desk/shell/drawer-foot.tsx'
import { PrincipalsPicker, type ShareLevel } from '../../desk/sharing/principal.tsx'
import { SharingCount } from './sharing-count.tsx'
import type { SharingRule } from './sharing-rule.ts'
import { useSharingDraft } from './use-sharing-draft.ts'

const acts: Readonly<Record<ShareLevel, Label>> = { read: label('查看', 'Read'), update: label('查看和修改', 'Read and change') }
type Draft = ReturnType<typeof useSharingDraft>

/** Which records are shared. */
const RecordsFields = ({ draft: { object, chooseObject, filter, setFilter } }: { readonly draft: Draft }) => {
  const text = useText()
  const model = useModel()
  const objects = model.objects.filter((one) => !one.ledger && !one.hidden && !one.partOf)
  return (
    <>
      <Form.Item label={text(label('共享哪类记录', 'Which records'))} htmlFor="share-object">
        <Select
          id="share-object"
          showSearch={{ optionFilterProp: 'label' }}
          value={object}
          onChange={chooseObject}
          options={objects.map((one) => ({ value: one.name, label: text(one.plural ?? one.label) }))}
        />
      </Form.Item>
      <Form.Item label={text(label('满足条件（不加条件就是全部）', 'That meet (without a condition: all)'))}>
        <FilterBar object={object} value={filter} onChange={setFilter} />
      </Form.Item>
    </>
  )
}

/** With whom, and how far. */
const PrincipalsFields = ({ draft: { principals, setPrincipals, level, setLevel } }: { readonly draft: Draft }) => {
  const text = useText()
  return (
    <>
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
    </>
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
  const narrow = useNarrow()
  const draft = useSharingDraft(rule, async () => {
    await saved()
    close()
  })
  return (
    <Drawer
      open
      onClose={close}
      size={narrow ? '100%' : 600}
      title={text(rule ? label('修改共享规则', 'Change the sharing rule') : label('新建共享规则', 'New sharing rule'))}
      footer={
        <DrawerFoot
          said={draft.missing}
          close={close}
          act={draft.save}
          word={w('common.save')}
          busy={draft.busy}
          disabled={draft.missing !== null}
        />
      }
    >
      <Form layout="vertical">
        <Form.Item label={w('common.name')} htmlFor="share-name">
          <Input
            id="share-name"
            autoFocus
            maxLength={100}
            value={draft.name}
            onChange={(event) => draft.setName(event.target.value)}
            placeholder={text(label('例如：华东的大客户', 'For example: key accounts in the east'))}
          />
        </Form.Item>
        <RecordsFields draft={draft} />
        <PrincipalsFields draft={draft} />
      </Form>
      <SharingCount object={draft.object} filter={draft.asked} principals={draft.principals} />
    </Drawer>
  )
}
