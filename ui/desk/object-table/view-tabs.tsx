import { Checkbox, Dropdown, Input, Popover, Button } from 'antd'
import { useState } from 'react'
import type { MetaObject } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useRemove, useSave } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { builtInViews, type ListState } from './list-state.ts'
import { type SavedView, valuesOfView } from './saved-views.ts'

/** Views of a list as tabs; what was changed can be kept in the view or as a new one. */
export const ViewTabs = ({ object, state }: { readonly object: MetaObject; readonly state: ListState }) => {
  const w = useWords()
  const toast = useToast()
  const store = useModel().keeping('views')
  const save = useSave(store?.name ?? '')
  const { remove, restore } = useRemove(store?.name ?? '')
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const { view, saved } = state
  const config = { columns: view.columns, sort: view.sort, filter: view.filter, mode: view.mode }
  const keepNew = () =>
    save.mutate(
      { values: { name: name.trim(), object: object.name, shared, ...valuesOfView(config) } },
      {
        onSuccess: (row) => {
          setNaming(false)
          setName('')
          state.setColumns(null)
          state.openView(row.id)
          toast.done(w('view.saved'))
        },
        onError: toast.failed,
      },
    )
  const keep = () =>
    saved &&
    save.mutate(
      { id: saved.id, values: valuesOfView(config) },
      {
        onSuccess: () => {
          state.discard()
          toast.done(w('view.saved'))
        },
        onError: toast.failed,
      },
    )
  const drop = (one: SavedView) =>
    remove.mutate([one.id], {
      onSuccess: () => {
        state.openView('all')
        toast.done(w('page.deleted', { title: one.name }), () => restore([one.id]))
      },
      onError: toast.failed,
    })
  return (
    <>
      <div className="lk-tabs" role="tablist">
        {builtInViews(object).map(({ id }) => (
          <button
            key={id}
            type="button"
            role="tab"
            aria-selected={state.viewId === id}
            className={`lk-tab${state.viewId === id ? ' active' : ''}`}
            onClick={() => state.openView(id)}
          >
            {w(id === 'all' ? 'list.all' : 'list.mine')}
          </button>
        ))}
        {state.views.map((one) => (
          <button
            key={one.id}
            type="button"
            role="tab"
            aria-selected={state.viewId === one.id}
            className={`lk-tab${state.viewId === one.id ? ' active' : ''}`}
            onClick={() => state.openView(one.id)}
          >
            {one.name}
            {state.viewId === one.id && one.mine ? (
              <Dropdown
                trigger={['click']}
                menu={{
                  items: [{ key: 'delete', danger: true, icon: <Icon name="trash" size={14} />, label: w('view.delete') }],
                  onClick: ({ domEvent }) => {
                    domEvent.stopPropagation()
                    drop(one)
                  },
                }}
              >
                {/* biome-ignore lint/a11y/noStaticElementInteractions: inside a tab, the menu opens here */}
                <span
                  onClick={(event) => event.stopPropagation()}
                  onKeyDown={() => undefined}
                  style={{ display: 'inline-flex', color: 'var(--lk-text-3)' }}
                >
                  <Icon name="chevron-down" size={13} />
                </span>
              </Dropdown>
            ) : null}
          </button>
        ))}
      </div>
      {state.changed && store?.may.create ? (
        <span className="lk-row lk-view-keep" style={{ gap: 2, marginLeft: 12 }}>
          {saved?.mine ? (
            <Button size="small" type="link" onClick={keep} loading={save.isPending}>
              {w('view.save')}
            </Button>
          ) : null}
          <Popover
            trigger="click"
            open={naming}
            onOpenChange={setNaming}
            placement="bottomLeft"
            arrow={false}
            content={
              <form
                className="lk-stack"
                style={{ gap: 10, width: 240 }}
                onSubmit={(event) => {
                  event.preventDefault()
                  if (name.trim()) keepNew()
                }}
              >
                {/* biome-ignore lint/a11y/noAutofocus: opened to be typed into */}
                <Input
                  autoFocus
                  placeholder={w('view.name')}
                  maxLength={60}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
                <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
                  {w('view.shared')}
                </Checkbox>
                <Button type="primary" htmlType="submit" disabled={!name.trim()} loading={save.isPending}>
                  {w('common.save')}
                </Button>
              </form>
            }
          >
            <Button size="small" type="link">
              {w('view.save_as')}
            </Button>
          </Popover>
          <Button size="small" type="text" onClick={state.discard}>
            {w('view.discard')}
          </Button>
        </span>
      ) : null}
    </>
  )
}
