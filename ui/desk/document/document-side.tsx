import type { DocumentPage as Page, MetaObject, Row } from '@lianke/kernel'
import { useState } from 'react'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { hasTeam, TeamPanel } from '../object-page/team-panel.tsx'
import { Related } from '../object-page/related.tsx'
import { Timeline } from '../object-page/timeline.tsx'
import { PanelSlot } from '../shell/panel-slot.tsx'
import { AboutCards } from './about-card.tsx'

/** What was changed, asked for when somebody wants to know. */
const FoldedHistory = ({ object, id }: { readonly object: MetaObject; readonly id: string }) => {
  const w = useWords()
  const [open, setOpen] = useState(false)
  return (
    <section className="lk-related">
      <header>
        <button type="button" className="lk-plain lk-grow lk-row" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size={13} />
          {w('page.history')}
        </button>
      </header>
      {open ? (
        <div className="lk-side-history">
          <Timeline object={object} id={id} kind="history" />
        </div>
      ) : null}
    </section>
  )
}

/** Beside a document: for whom it is, what others know of it, what belongs to it, who works on it, what was changed. */
export const DocumentSide = ({
  object,
  row,
  page,
  title,
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly page: Page
  readonly title: string
}) => {
  const own = object.parts.filter(({ name }) => name === page.lines?.part).map((part) => part.object)
  return (
    <>
      <AboutCards object={object} row={row} about={page.about ?? []} />
      <PanelSlot slot={`${object.name}:side`} object={object.name} id={row.id} />
      <Related object={object} id={row.id} title={title} first={page.beside} without={own} />
      {hasTeam(object) ? <TeamPanel object={object} id={row.id} /> : null}
      {page.talk ? null : <FoldedHistory object={object} id={row.id} />}
    </>
  )
}
