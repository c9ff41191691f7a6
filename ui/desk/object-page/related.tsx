import type { MetaObject, Row } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useRecord } from '../../base/client/records.ts'
import { type RelatedBy, RelatedList } from './related-list.tsx'

const openFirst = 4
/** Own lines first, then what other modules hang on the record, then the module's own supporting records. */
const weightOn = (object: MetaObject, child: MetaObject): number =>
  child.partOf?.object === object.name ? 0 : child.partOf ? 3 : child.module === object.module ? 2 : 1

const placeOf = (first: readonly string[], child: MetaObject): number =>
  first.includes(child.name) ? first.indexOf(child.name) : first.length

/** How many of them the record itself counts: not all that point to it need count. */
const countedOf = (object: MetaObject, row: Row | undefined, { child, via }: RelatedBy): number | null => {
  const [name] =
    Object.entries(object.fields).find(
      ([, { options }]) => options.measure === 'count' && options.child === child.name && options.via === via,
    ) ?? []
  const value = name === undefined ? null : (row?.[name] ?? null)
  return value === null ? null : Number(value)
}

interface Props {
  readonly object: MetaObject
  readonly id: string
  readonly title: string
  /** Those of these objects come first, in this order, and are the open ones. */
  readonly first?: readonly string[]
  /** Shown elsewhere on the page. */
  readonly without?: readonly string[]
}

/** Lists of the records that point to this one; those seen first are open. */
export const Related = ({ object, id, title, first = [], without = [] }: Props) => {
  const model = useModel()
  const { data: row } = useRecord(object.name, id)
  const children: readonly RelatedBy[] = object.children
    .flatMap(({ object: name, via }) => {
      const child = model.object(name)
      return child &&
        !without.includes(name) &&
        !child.hidden &&
        !child.ledger &&
        !child.fields[via]?.options.hidden &&
        name !== object.name
        ? [{ child, via }]
        : []
    })
    .sort((a, b) => placeOf(first, a.child) - placeOf(first, b.child) || weightOn(object, a.child) - weightOn(object, b.child))
  return (
    <>
      {children.map(({ child, via }, index) => (
        <RelatedList
          key={`${child.name}.${via}`}
          of={{ child, via }}
          id={id}
          counted={countedOf(object, row, { child, via })}
          title={title}
          startOpen={first.length > 0 ? first.includes(child.name) : index < openFirst}
          twice={children.some((other) => other.child === child && other.via !== via)}
        />
      ))}
    </>
  )
}
