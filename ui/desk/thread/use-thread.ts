import { type Filter, idIn, type MetaObject, oneOf, type Row, textIn, type ThreadPage, titleIn } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useRows } from '../../base/client/records.ts'
import { useText } from '../../base/i18n/i18n.ts'
import { foldEntries } from '../../base/timeline/fold-entries.ts'
import { isComputed, useTimeline, weightOf } from '../../base/timeline/timeline-entries.ts'
import { type Bubble, type ThreadEntry, threadOf } from './thread-entries.ts'

const wordsMax = 200
const sides = ['in', 'out', 'note'] as const

/** Messages of the thread, as the page says where they are kept. */
const useSaid = (row: Row, { said }: ThreadPage): readonly Bubble[] => {
  const text = useText()
  const { object } = useModel()
  const kept = object(said.object)
  const of = said.of ? idIn(row[said.of]) : row.id
  const since = said.since ? textIn(row[said.since]) : null
  const whose: Filter = { field: said.via, op: 'eq', value: of }
  const filter: Filter = since ? { and: [whose, { field: said.at, op: 'gte', value: since }] } : whose
  const state = kept?.fields.status ? ['status'] : []
  const { data } = useRows(
    said.object,
    { filter, fields: [said.text, said.at, said.direction, said.by, ...state], sort: [`-${said.at}`], limit: wordsMax },
    { enabled: of !== null && kept !== undefined, staleTime: 5_000 },
  )
  const failed = (value: unknown) => (value === 'failed' || value === 'pending' ? value : undefined)
  const states = kept?.fields.status?.options.options
  const sayState = (value: unknown) => {
    const known = failed(value)
    const option = Array.isArray(states) ? states.find((one) => one.value === known) : undefined
    return known && option ? text(option.label) : undefined
  }
  return (data?.data ?? []).toReversed().map((one) => ({
    kind: 'bubble',
    id: one.id,
    side: oneOf(sides, one[said.direction]) ?? 'in',
    text: textIn(one[said.text]) ?? '',
    at: String(one[said.at]),
    who: titleIn(one[said.by]) || null,
    state: sayState(one.status),
  }))
}

/** Long texts of the record itself: how it began, how it ended. */
const ownWords = (row: Row, { opening, closing }: ThreadPage): readonly Bubble[] =>
  [
    { words: opening, side: 'in' as const, id: 'opening' },
    { words: closing, side: 'out' as const, id: 'closing' },
  ].flatMap(({ words, side, id }) => {
    const [text, at] = words ? [textIn(row[words.text]), textIn(row[words.at])] : [null, null]
    return text && at ? [{ kind: 'bubble' as const, id, side, text, at, who: null }] : []
  })

/** Everything of a thread in order: words, and between them what happened. */
export const useThread = (
  object: MetaObject,
  row: Row,
  page: ThreadPage,
): { readonly entries: readonly ThreadEntry[]; readonly pending: boolean } => {
  const model = useModel()
  const said = useSaid(row, page)
  const history = useTimeline(object.name, row.id, 'history', [])
  const all = (history.data?.pages.flatMap((one) => one.data) ?? []).filter((entry) => !isComputed(model, entry))
  const words = page.words ?? {}
  const told = all.flatMap((entry): Bubble[] => {
    const side = words[entry.name]
    const text = textIn(entry.payload.content)
    return side && text ? [{ kind: 'bubble', id: entry.id, side, text, at: entry.at, who: entry.actor.title }] : []
  })
  const events = foldEntries(
    all.filter((entry) => !(entry.name in words)),
    weightOf(model),
  ).filter(({ lead }) => model.event(lead.name) !== undefined || !lead.name.endsWith('.updated'))
  return { entries: threadOf({ said: [...said, ...ownWords(row, page)], told, events }), pending: history.isPending }
}
