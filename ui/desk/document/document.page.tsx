import '../object-page/page.css'
import './document.css'
import type { DocumentPage as Page, MetaObject, Row } from '@lianke/kernel'
import { useState } from 'react'
import { commonFields } from '../../base/client/meta.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { FieldLine, FieldList } from '../object-page/field-list.tsx'
import { Opened } from '../object-page/opened.tsx'
import { Timeline } from '../object-page/timeline.tsx'
import { PanelSlot } from '../shell/panel-slot.tsx'
import { DocumentSide } from './document-side.tsx'
import { DocumentSkeleton } from './document-skeleton.tsx'
import { FigureRow } from './figure-value.tsx'
import { WorkHead } from './document-head.tsx'
import { LinesTable } from './lines-table.tsx'

interface Of {
  readonly object: MetaObject
  readonly row: Row
  readonly page: Page
  save(values: Readonly<Record<string, unknown>>): void
}

/** What was agreed besides, and all that is known behind it. */
const Terms = ({ object, row, page, save }: Of) => {
  const w = useWords()
  const [all, setAll] = useState(false)
  const terms = page.terms ?? []
  return (
    <section className="lk-doc-terms">
      {all ? (
        <FieldList object={object} row={row} save={save} />
      ) : (
        <div className="lk-doc-terms-grid">
          {terms.map((name) => {
            const field = object.fields[name] ?? commonFields[name]
            return field ? <FieldLine key={name} object={object} name={name} field={field} row={row} save={save} /> : null
          })}
        </div>
      )}
      <button type="button" className="lk-filter-add" aria-expanded={all} onClick={() => setAll(!all)}>
        <Icon name={all ? 'chevron-up' : 'chevron-down'} size={14} />
        {all ? w('form.less') : w('page.all_fields')}
      </button>
    </section>
  )
}

/** The middle: figures, lines with their sums, terms; where it is talked about all the time, the talk. */
const Middle = (of: Of) => {
  const { object, row, page, save } = of
  return (
    <>
      {page.figures ? <FigureRow object={object} row={row} save={save} figures={page.figures} /> : null}
      {page.lines ? <LinesTable object={object} row={row} lines={page.lines} /> : null}
      <Terms {...of} />
      <PanelSlot slot={`${object.name}:main`} object={object.name} id={row.id} />
      <PanelSlot slot={`${object.name}:composer`} object={object.name} id={row.id} />
      {page.talk ? <Timeline object={object} id={row.id} kind="history" /> : null}
    </>
  )
}

/** The page of a document, as its module describes it: number, customer and path above with the act that comes next; lines and sums; the rest beside. */
const DocumentPage = ({ object, id, page }: { readonly object: MetaObject; readonly id: string; readonly page: Page }) => (
  <Opened object={object} id={id} waiting={<DocumentSkeleton />}>
    {(row, { title, actions, save, dialogs }) => (
      <article className="lk-doc lk-record" aria-label={title}>
        <WorkHead object={object} row={row} page={page} title={title} more={actions} />
        <div className="lk-doc-body">
          <div className="lk-doc-main">
            <Middle object={object} row={row} page={page} save={save} />
          </div>
          <div className="lk-doc-side">
            <DocumentSide object={object} row={row} page={page} title={title} />
          </div>
        </div>
        {dialogs}
      </article>
    )}
  </Opened>
)
export default DocumentPage
