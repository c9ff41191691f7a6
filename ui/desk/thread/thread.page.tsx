import '../object-page/page.css'
import '../document/document.css'
import './thread.css'
import { type MetaObject, type Row, type ThreadPage as Page, titleIn } from '@lianke/kernel'
import { Skeleton } from '../../base/feedback/states.tsx'
import { AboutCards } from '../document/about-card.tsx'
import { WorkHead } from '../document/document-head.tsx'
import { FieldList } from '../object-page/field-list.tsx'
import { Opened } from '../object-page/opened.tsx'
import { Related } from '../object-page/related.tsx'
import { PanelSlot } from '../shell/panel-slot.tsx'
import { ThreadList } from './thread-list.tsx'
import { ThreadWords } from './thread-words.tsx'
import { useThread } from './use-thread.ts'

interface Of {
  readonly object: MetaObject
  readonly row: Row
  readonly page: Page
}

/** What was said, and where the next word is written. */
const Middle = ({ object, row, page }: Of) => {
  const { entries, pending } = useThread(object, row, page)
  const [whom] = page.about ?? []
  return (
    <div className="lk-thread-middle">
      {pending ? (
        <Skeleton rows={4} />
      ) : (
        <ThreadWords entries={entries} customer={whom ? titleIn(row[whom]) : ''} about={row.id} />
      )}
      <PanelSlot slot={`${object.name}:composer`} object={object.name} id={row.id} />
    </div>
  )
}

/** The page of a thread, as its module describes it: the others waiting, what was said, whom it is with. */
const ThreadPage = ({ object, id, page }: { readonly object: MetaObject; readonly id: string; readonly page: Page }) => (
  <Opened object={object} id={id} waiting={<Skeleton rows={8} />}>
    {(row, { title, actions, save, dialogs }) => (
      <article className="lk-doc lk-record lk-thread" aria-label={title}>
        <WorkHead object={object} row={row} page={page} title={title} more={actions} />
        <div className="lk-thread-body">
          <ThreadList object={object} id={id} page={page} />
          <Middle object={object} row={row} page={page} />
          <div className="lk-doc-side">
            <AboutCards object={object} row={row} about={page.about ?? []} />
            <PanelSlot slot={`${object.name}:side`} object={object.name} id={row.id} />
            <FieldList object={object} row={row} save={save} brief />
            <Related object={object} id={row.id} title={title} first={page.beside} without={[page.said.object]} />
          </div>
        </div>
        {dialogs}
      </article>
    )}
  </Opened>
)
export default ThreadPage
