import type { MetaObject } from '@lianke/kernel'
import { Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { builtInViews, type ListState } from './list-state.ts'
import { useViewActs } from './use-view-acts.ts'
import { ViewKeep } from './view-keep.tsx'

const Tab = ({ active, open, children }: { readonly active: boolean; open(): void; readonly children: ReactNode }) => (
  <button type="button" role="tab" aria-selected={active} className={`lk-tab${active ? ' active' : ''}`} onClick={open}>
    {children}
  </button>
)

const TabMenu = ({ drop }: { drop(): void }) => {
  const w = useWords()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [{ key: 'delete', danger: true, icon: <Icon name="trash" size={14} />, label: w('view.delete') }],
        onClick: ({ domEvent }) => {
          domEvent.stopPropagation()
          drop()
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
  )
}

/** Views of a list as tabs; what was changed can be kept in the view or as a new one. */
export const ViewTabs = ({ object, state }: { readonly object: MetaObject; readonly state: ListState }) => {
  const w = useWords()
  const acts = useViewActs(object, state)
  return (
    <>
      <div className="lk-tabs" role="tablist">
        {builtInViews(object).map(({ id }) => (
          <Tab key={id} active={state.viewId === id} open={() => state.openView(id)}>
            {w(id === 'all' ? 'list.all' : 'list.mine')}
          </Tab>
        ))}
        {state.views.map((one) => (
          <Tab key={one.id} active={state.viewId === one.id} open={() => state.openView(one.id)}>
            {one.name}
            {state.viewId === one.id && one.mine ? <TabMenu drop={() => acts.drop(one)} /> : null}
          </Tab>
        ))}
      </div>
      {state.changed && acts.mayKeep ? <ViewKeep state={state} acts={acts} /> : null}
    </>
  )
}
