import './table.css'
import type { MetaObject } from '@lianke/kernel'
import { useTabTitle } from '../../base/client/tab-title.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { FilterBar } from '../filter-builder/filter-bar.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { ListBar } from './list-bar.tsx'
import { ListBody } from './list-body.tsx'
import { ListHead } from './list-head.tsx'
import { useListKeys } from './list-keys.ts'
import { OpenListContext, useListOf, useOpenList } from './open-list.ts'

/** The conditions of the list as a sentence. */
const ListFilter = () => {
  const { object, state, filtering } = useOpenList()
  const { conditions, shown, change, wanting } = filtering
  return conditions > 0 || shown ? (
    <div className="lk-list-filter">
      <FilterBar object={object.name} value={state.view.filter} onChange={change} openSignal={wanting} />
    </div>
  ) : null
}

/** The list of any object: views, filter sentences, table, board or calendar, and acts on many. */
const ListPage = ({ object }: { readonly object: MetaObject }) => {
  const text = useText()
  const list = useListOf(object)
  useTabTitle(text(object.plural ?? object.label))
  useListKeys({ wantFilter: list.filtering.want, create: list.create })
  return (
    <OpenListContext value={list}>
      <section className="lk-list" aria-label={text(object.plural ?? object.label)}>
        <ListHead />
        <ListBar />
        <ListFilter />
        <ListBody />
        {list.selected.size > 0 ? <BulkBar /> : null}
      </section>
    </OpenListContext>
  )
}
export default ListPage
