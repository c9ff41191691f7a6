import { type Filter, type MetaField, type Label, targetOf, traitsOf } from '@lianke/kernel'
import { useState } from 'react'
import { fieldsOf, partsOf, useModel } from '../../base/client/meta.ts'

const hopsMax = 4
const refers = (field: MetaField): boolean => traitsOf(field).target !== undefined

export type Kind = 'ready' | 'fields' | 'children' | 'events'

export interface Choosing {
  readonly object: string
  /** Chosen path through references. */
  onField(path: string): void
  /** Offered where conditions over children make sense. */
  onChild?(child: string, via: string): void
  onGroup?(): void
  /** Offered where a whole condition can be taken over. */
  onReady?(filter: Filter): void
  /** Offered where conditions on behaviour and on other segments make sense. */
  onEvent?(event: string): void
  onSegment?(): void
  readonly fits?: (field: MetaField) => boolean
}

/** Parts of a field beside it, called by both. */
const partsNamed = (name: string, field: MetaField): Record<string, MetaField> =>
  Object.fromEntries(
    Object.entries(partsOf(name, field)).map(([path, part]) => [
      path,
      { ...part, label: { zh: `${field.label.zh} · ${part.label.zh}`, en: `${field.label.en} · ${part.label.en}` } },
    ]),
  )

/** Where one stands while walking through references, and what is typed. */
const usePlace = (root: string) => {
  const [q, setQ] = useState('')
  const [path, setPath] = useState<{ readonly object: string; readonly steps: readonly string[] }>({ object: root, steps: [] })
  return {
    q,
    setQ,
    path,
    atRoot: path.steps.length === 0,
    back: () => setPath({ object: root, steps: [] }),
    enter: (name: string, object: string) => {
      setQ('')
      setPath({ object, steps: [...path.steps, name] })
    },
  }
}

/** What may be chosen where one stands: fields everywhere, the rest at the start of the way. */
export const useChoices = ({
  object: root,
  onChild,
  onEvent,
  onReady,
  fits = (field) => field.operators.length > 0,
}: Choosing) => {
  const model = useModel()
  const place = usePlace(root)
  const { q, path, atRoot } = place
  const [kind, setKind] = useState<Kind>('fields')
  const object = model.object(path.object)
  const wanted = q.trim().toLowerCase()
  const match = (label: Label) => !wanted || label.zh.includes(wanted) || label.en.toLowerCase().includes(wanted)
  const fields = Object.entries(object ? fieldsOf(object) : {})
    .filter(([, field]) => !field.options.hidden)
    .flatMap(([name, field]) => [[name, field] as const, ...Object.entries(partsNamed(name, field))])
    .filter(([, field]) => match(field.label))
  const children =
    onChild && atRoot && object
      ? object.children.flatMap(({ object: child, via }) => {
          const meta = model.object(child)
          return meta && match(meta.label) ? [{ child, via, meta }] : []
        })
      : []
  const events = onEvent && atRoot ? model.events.filter((event) => match(event.label)) : []
  const ready = onReady && atRoot ? model.conditions.filter((condition) => condition.on === root && match(condition.label)) : []
  const tabbed = Boolean(onEvent) && atRoot && !wanted
  return {
    ...place,
    object,
    fields,
    children,
    events,
    ready,
    fits,
    /** The object a field leads to, where the way is not too long already. */
    leadsTo: (field: MetaField) =>
      refers(field) && path.steps.length < hopsMax - 1 ? model.object(targetOf(field) ?? '') : undefined,
    tabbed,
    kind,
    setKind,
    shows: (one: Kind) => !tabbed || kind === one,
    backSaid: model.fieldAt(root, path.steps.join('.'))?.label,
  }
}
export type Choices = ReturnType<typeof useChoices>
