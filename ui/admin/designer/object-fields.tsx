import { type DesignedObject, label, type MetaObject } from '@lianke/kernel'
import { Alert, Button } from 'antd'
import { Fragment, useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { PlainTable } from '../../desk/shell/plain-table.tsx'
import { DescribedHead } from '../settings/described-head.tsx'
import { type Custom, useModelAgain } from './custom.ts'
import { FieldDrawer } from './field-drawer.tsx'
import { ArchivedLine, FieldLine, Filling } from './field-line.tsx'
import { HistoryDrawer } from './history-drawer.tsx'
import { useDesigned } from './overlay-data.ts'
import { OverlayDrawer } from './overlay-drawer.tsx'
import { SectionLine } from './section-line.tsx'
import { StaleNotice } from './stale-notice.tsx'
import { type LayoutDraft, useLayoutDraft } from './use-layout-draft.ts'
import { WordsDrawer } from './words-drawer.tsx'

const heads = [label('字段', 'Field'), label('API 名称', 'API name'), label('类型', 'Type'), label('规则', 'Rules')]
const isOwn = (name: string): boolean => name.startsWith('c_')

/** Switches fields of an object off and on. */
const useArchive = (object: MetaObject) => {
  const text = useText()
  const toast = useToast()
  const again = useModelAgain()
  const archive = (name: string, archived: boolean): Promise<unknown> =>
    request(`/settings/fields/${object.name}/${name}`, { method: 'PATCH', body: { archived } }).then(again)
  return {
    hide: (name: string) =>
      void archive(name, true).then(
        () => toast.done(text(label('字段已停用，数据保留', 'Field is off; its data is kept')), () => archive(name, false)),
        toast.failed,
      ),
    restore: (name: string) => void archive(name, false).catch(toast.failed),
  }
}

type Open = 'words' | 'history' | 'new' | { readonly field: string } | null
const Heading = ({
  object,
  open,
  draft,
}: {
  readonly object: MetaObject
  open(what: Open): void
  readonly draft: LayoutDraft
}) => {
  const text = useText()
  return (
    <DescribedHead
      icon={object.icon ?? 'box'}
      name={object.name}
      said={text(object.label)}
      acts={
        <>
          <Button icon={<Icon name="history" size={15} />} onClick={() => open('history')}>
            {text(label('修改记录', 'Changes'))}
          </Button>
          <Button onClick={() => open('words')}>{text(label('改名', 'Rename'))}</Button>
          <Button
            onClick={() => draft.set([...draft.layout, { label: { zh: '', en: '' }, fields: [] }])}
            disabled={draft.layout.some((one) => one.label?.zh === '')}
          >
            {text(label('新增分组', 'New section'))}
          </Button>
          <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => open('new')}>
            {text(label('新增字段', 'New field'))}
          </Button>
        </>
      }
    />
  )
}

/** Where the order was changed: kept or dropped in one act. */
const LayoutBar = ({ draft, said }: { readonly draft: LayoutDraft; readonly said: boolean }) => {
  const w = useWords()
  const text = useText()
  if (!draft.changed)
    return said ? (
      <p className="lk-label">
        {text(label('这里的分组和顺序由公司设定。', 'Sections and order are the company’s.'))}{' '}
        <Button type="link" size="small" loading={draft.busy} onClick={() => void draft.reset()}>
          {text(label('恢复产品的顺序', 'Back to the product’s order'))}
        </Button>
      </p>
    ) : null
  const unnamed = draft.layout.some(({ label: word, fields }) => word && !word.zh && fields.length > 0)
  return (
    <div className="lk-stack lk-layout-bar" style={{ gap: 8 }}>
      {draft.problem ? <Alert type="error" title={draft.problem} /> : null}
      {draft.stale ? <StaleNotice stale={draft.stale} /> : null}
      <div className="lk-row">
        <span className="lk-grow">
          {text(label('分组和顺序改过，还没有保存', 'Sections and order are changed and not kept yet'))}
        </span>
        <Button onClick={draft.cancel}>{w('common.cancel')}</Button>
        <Button type="primary" loading={draft.busy} disabled={unnamed} onClick={() => void draft.save()}>
          {draft.stale ? text(label('仍然保存我的', 'Save mine')) : w('common.save')}
        </Button>
      </div>
    </div>
  )
}

const Acts = ({ name, edit, hide }: { readonly name: string; edit(): void; hide(): void }) => {
  const text = useText()
  return (
    <>
      <Button size="small" type="text" onClick={edit}>
        {text(label('修改', 'Change'))}
      </Button>
      {isOwn(name) ? (
        <Button size="small" type="text" onClick={hide}>
          {text(label('停用', 'Switch off'))}
        </Button>
      ) : null}
    </>
  )
}

/** What somebody opened of the object: its words, its changes, a field. */
const Opened = ({
  open,
  object,
  designed,
  version,
  close,
}: {
  readonly open: Open
  /** Of a field of the company's own. */
  version(name: string): number | undefined
  readonly object: MetaObject
  readonly designed: DesignedObject | undefined
  close(): void
}) => {
  if (open === 'history') return <HistoryDrawer object={object} close={close} />
  if (open === 'words') return designed ? <WordsDrawer object={object} designed={designed} close={close} /> : null
  if (open === null) return null
  const name = open === 'new' ? undefined : open.field
  const field = name === undefined ? undefined : object.fields[name]
  const over = name === undefined ? undefined : designed?.fields[name]
  if (name !== undefined && field && over)
    return <OverlayDrawer key={name} object={object.name} name={name} field={field} designed={over} close={close} />
  if (name !== undefined && !isOwn(name)) return null
  return (
    <FieldDrawer
      key={name ?? ''}
      on={object.name}
      {...(name === undefined ? {} : { name, field, version: version(name) })}
      taken={Object.keys(object.fields)}
      close={close}
    />
  )
}

/** The fields of one object in their sections: those of the product, which the company words and orders, and its own. */
export const ObjectFields = ({ object, custom }: { readonly object: MetaObject; readonly custom: Custom | undefined }) => {
  const text = useText()
  const { hide, restore } = useArchive(object)
  const [open, setOpen] = useState<Open>(null)
  const { data: designed } = useDesigned(object.name)
  const draft = useLayoutDraft(object, designed)
  const archived = custom?.fields.filter((one) => one.on === object.name && one.archived_at) ?? []
  const ownOf = (name: string) => custom?.fields.find((one) => one.on === object.name && one.name === name)
  const filling = (name: string) => custom?.filling.find((one) => one.on === object.name && one.name === name)
  const isChanged = (name: string) => Object.keys(designed?.fields[name]?.said ?? {}).length > 0
  const marks = (name: string) => (
    <>
      <Filling of={filling(name)} />
      {name === object.title ? <span className="lk-pill lk-c-blue">{text(label('名称', 'Title'))}</span> : null}
      {isOwn(name) ? <span className="lk-pill lk-tag">{text(label('自定义', 'Own'))}</span> : null}
      {isChanged(name) ? <span className="lk-pill lk-c-gold">{text(label('改过', 'Changed'))}</span> : null}
    </>
  )
  return (
    <>
      <Heading object={object} open={setOpen} draft={draft} />
      <LayoutBar draft={draft} said={designed?.said.sections !== undefined} />
      <PlainTable heads={heads} acts="">
        {draft.layout.map(({ label: word, fields }, section) => (
          <Fragment key={word?.en ?? section}>
            {draft.layout.length > 1 || word ? <SectionLine draft={draft} at={section} columns={heads.length + 1} /> : null}
            {fields.map((name, at) => {
              const field = object.fields[name]
              return field ? (
                <FieldLine
                  key={name}
                  draft={draft}
                  place={{ section, at }}
                  name={name}
                  field={field}
                  marks={marks(name)}
                  acts={<Acts name={name} edit={() => setOpen({ field: name })} hide={() => hide(name)} />}
                />
              ) : null
            })}
          </Fragment>
        ))}
        {archived.map((one) => (
          <ArchivedLine key={one.name} of={one} restore={() => restore(one.name)} />
        ))}
      </PlainTable>
      <Opened
        open={open}
        object={object}
        designed={designed}
        version={(name) => ownOf(name)?.version}
        close={() => setOpen(null)}
      />
    </>
  )
}
