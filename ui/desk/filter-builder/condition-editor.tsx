import type { Filter } from '@lianke/kernel'
import { eventObjectName } from '../../base/client/event-object.ts'
import { useModel } from '../../base/client/meta.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { ChildParts, FieldParts, type PartProps, SegmentParts } from './condition-parts.tsx'
import { EventParts } from './event-parts.tsx'
import { EventSteps } from './event-steps.tsx'
import { FilterBar } from './filter-bar.tsx'
import { sayPath } from './filter-sentence.ts'
import { isChild, isEvent, isField } from './filter-tree.ts'
import { useSpeaker } from './speaker.ts'

const row = { flexWrap: 'wrap', gap: 6 } as const

/** Edits one condition, or a group of them, inside a popover. */
export const ConditionEditor = ({ object, filter, onChange }: PartProps<Filter>) => {
  const w = useWords()
  const text = useText()
  const speaker = useSpeaker()
  const model = useModel()
  if (isField(filter)) {
    if (!model.fieldAt(object, filter.field)) return <span className="lk-muted">{filter.field}</span>
    return (
      <div className="lk-condition">
        <span className="lk-label">{sayPath(speaker, object, filter.field)}</span>
        <div className="lk-row" style={row}>
          <FieldParts object={object} filter={filter} onChange={onChange} />
        </div>
      </div>
    )
  }
  if (isChild(filter) || isEvent(filter)) {
    const inner = isChild(filter) ? filter.child : eventObjectName(filter.event)
    const known = model.object(inner)
    if (!known) return <span className="lk-muted">{inner}</span>
    return (
      <div className="lk-condition">
        <span className="lk-label">{text(known.label)}</span>
        <div className="lk-row" style={row}>
          {isChild(filter) ? (
            <ChildParts object={object} filter={filter} onChange={onChange} />
          ) : (
            <EventParts object={object} filter={filter} onChange={onChange} />
          )}
        </div>
        {Object.keys(known.fields).length > 0 ? (
          <>
            <span className="lk-label">{w('filter.child.where')}</span>
            <FilterBar
              object={inner}
              value={filter.where ?? null}
              onChange={(where) => onChange({ ...filter, where: where ?? undefined })}
              nested
            />
          </>
        ) : null}
        {isEvent(filter) ? <EventSteps filter={filter} onChange={onChange} /> : null}
      </div>
    )
  }
  if ('segment' in filter)
    return (
      <div className="lk-condition">
        <div className="lk-row" style={row}>
          <SegmentParts object={object} filter={filter} onChange={onChange} />
        </div>
      </div>
    )
  if ('not' in filter)
    return (
      <FilterBar object={object} value={filter.not} onChange={(inner) => onChange(inner ? { not: inner } : { and: [] })} nested />
    )
  return <FilterBar object={object} value={filter} onChange={(inner) => onChange(inner ?? { or: [] })} nested keepGroup />
}
