import { idIn, linkOf, type MetaObject, optionsIn, type RecordPath, type Row, textIn } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useRows } from '../../base/client/records.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useRecordCommands } from '../object-page/use-record-commands.ts'
import { daysSince, type Place, placesOf, statesOnWay } from './path-places.ts'

const stagesMax = 50

interface Of {
  readonly object: MetaObject
  readonly row: Row
  readonly path: RecordPath
}

const Step = ({
  place,
  days,
  go,
}: {
  readonly place: Place
  readonly days: number | null
  readonly go?: (() => void) | undefined
}) => {
  const w = useWords()
  const inside = (
    <>
      {place.at === 'done' ? <Icon name="check" size={12} /> : null}
      <span className="lk-ellipsis">{place.label}</span>
      {place.at === 'here' && days !== null ? <span className="lk-path-days">{w('page.days_here', { n: days })}</span> : null}
    </>
  )
  const look = `lk-path-step ${place.at}${place.kind && place.kind !== 'open' ? ` ${place.kind}` : ''}`
  return (
    <li className={look} aria-current={place.at === 'here' ? 'step' : undefined}>
      {go ? (
        <button type="button" onClick={go}>
          {inside}
        </button>
      ) : (
        <span>{inside}</span>
      )}
    </li>
  )
}

const useDays = ({ row, path: { since } }: Of): number | null => {
  const at = since ? textIn(row[since]) : null
  return at ? daysSince(at, Date.now()) : null
}

/** States of a field: seen, not clicked; the acts in the head move it. */
const StatesPath = (of: Of) => {
  const { object, row, path } = of
  const w = useWords()
  const text = useText()
  const days = useDays(of)
  const here = idIn(row[path.field])
  const { places, beside } = statesOnWay(path, optionsIn(object.fields[path.field]?.options), here, text)
  return (
    <ol className="lk-path" aria-label={w('page.path')}>
      {places.map((place) => (
        <Step key={place.value} place={place} days={days} />
      ))}
      {beside ? (
        <li className="lk-path-beside">
          <span className={`lk-pill lk-c-${beside.color ?? 'grey'}`}>{text(beside.label)}</span>
        </li>
      ) : null}
    </ol>
  )
}

/** The stages of a record's own pipeline, in order, and what names one. */
const useStages = ({ object, row, path }: Of): { readonly stages: readonly Row[]; readonly title: string } => {
  const field = object.fields[path.field]
  const to = useModel().object((field && linkOf(field)) ?? '')
  const whole = to?.partOf?.reference
  const parent = whole ? idIn(row[whole]) : null
  const { data } = useRows(
    to?.name ?? '',
    {
      limit: stagesMax,
      sort: [to?.sort ?? 'created_at'],
      ...(whole ? { filter: { field: whole, op: 'eq', value: parent } as const } : {}),
    },
    { enabled: to !== undefined && (!whole || parent !== null), staleTime: 5 * 60_000 },
  )
  return { stages: data?.data ?? [], title: to?.title ?? 'name' }
}

/** Stages: a click moves the record there, by the act that leads to such a place. */
const StagesPath = (of: Of) => {
  const { object, row, path } = of
  const w = useWords()
  const { stages, title } = useStages(of)
  const days = useDays(of)
  const { commands, ask } = useRecordCommands(object, row)
  const here = idIn(row[path.field])
  const { move, ends } = path
  const kindOf = (stage: Row) => (ends ? (textIn(stage[ends.kind]) ?? undefined) : undefined)
  const known = placesOf(
    stages.map((stage) => ({ value: stage.id, label: String(stage[title] ?? ''), kind: kindOf(stage) })),
    here,
  )
  const current = known.find(({ at }) => at === 'here')
  const ended = current?.kind !== undefined && ends !== undefined && current.kind in ends.acts
  // Of a deal that has ended, the other end is no place it could still reach.
  const shown = ended ? known.filter(({ kind, at }) => at === 'here' || !kind || !(kind in (ends?.acts ?? {}))) : known
  const goTo = ({ value, kind, at }: Place): (() => void) | undefined => {
    const end = kind !== undefined ? ends?.acts[kind] : undefined
    const wanted = end ?? move?.act
    const act = commands.find(({ name }) => name === wanted)
    if (!act || at === 'here') return undefined
    return () => ask(act, end || !move ? undefined : { [move.input]: value })
  }
  return (
    <ol className="lk-path" aria-label={w('page.path')}>
      {shown.map((place) => (
        <Step key={place.value} place={place} days={days} go={goTo(place)} />
      ))}
    </ol>
  )
}

/** Where a record stands on its way, since when, and what is ahead. */
export const PathLine = (of: Of) => (of.path.way ? <StatesPath {...of} /> : <StagesPath {...of} />)
