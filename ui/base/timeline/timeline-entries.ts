import { useInfiniteQuery } from '@tanstack/react-query'
import { type Field, followsOthers, heldTraits, type Label, type Meta, type MetaObject, optionsIn, titleIn } from '@lianke/kernel'
import type { MetaIndex } from '../client/meta.ts'
import { pathOf, request } from '../client/request.ts'
import { currentLanguage, type Words } from '../i18n/i18n.ts'

type Model = Pick<MetaIndex, 'object' | 'event'>
export interface TimelineEntry {
  readonly id: string
  readonly name: string
  readonly at: string
  readonly object: string | null
  readonly record: string | null
  readonly title: string | null
  readonly actor: { readonly kind: string; readonly id: string; readonly title: string | null }
  readonly payload: Readonly<Record<string, unknown>>
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>
  /** What was written by one act has the same; `cause`: the entry it followed from. */
  readonly act: string
  readonly cause: string | null
}
const verbs = ['created', 'updated', 'deleted', 'restored'] as const
export const verbIcons = { created: 'plus', updated: 'edit', deleted: 'trash', restored: 'undo' } as const

/** What happened with a person (`timeline`) or what was done to a record (`history`), newest first. */
export const useTimeline = (object: string, id: string, kind: 'timeline' | 'history', names: readonly string[]) =>
  useInfiniteQuery({
    queryKey: ['timeline', object, id, kind, names],
    queryFn: ({ pageParam, signal }) =>
      request<{ data: TimelineEntry[]; next: string | null }>(
        `${pathOf(object)}/${id}/${kind}?limit=50${names.length ? `&names=${encodeURIComponent(names.join(','))}` : ''}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    retry: false,
  })

/** The plain change of a record that an entry tells of, if it is one. */
export const recordVerb = (
  model: Model,
  entry: TimelineEntry,
): { readonly verb: (typeof verbs)[number]; readonly object: MetaObject } | null => {
  const verb = verbs.find((one) => entry.name.endsWith(`.${one}`))
  const object = model.object(entry.object ?? entry.name.split('.').slice(0, -1).join('.'))
  return verb && object && entry.name === `${object.name}.${verb}` ? { verb, object } : null
}

const moneyText = /^([A-Z]{3}) (-?\d+(?:\.\d+)?)$/
const idText = /^[0-9a-f]{8}-[0-9a-f]{4}-/i

/** A value of a sentence as people say it: an amount with its sign, never an id. */
const sayValue = (value: unknown, language: string): string => {
  const said = titleIn(value)
  const [, currency, amount] = moneyText.exec(said) ?? []
  if (currency && amount)
    return new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
      Number(amount),
    )
  return idText.test(said) ? '' : said
}

/** The sentence with its values; null where one of them is not known: a sentence with a hole says less than the name of the event. */
const fill = (sentence: string, payload: Readonly<Record<string, unknown>>): string | null => {
  let whole = true
  const said = sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = sayValue(payload[name], currentLanguage())
    if (value === '') whole = false
    return value
  })
  return whole ? said : null
}

const propertiesSaidMax = 3
type Saying = { readonly tenant: Meta['tenant']; readonly text: (label: Label) => string }

/** A property as people say it: a choice by its label, a moment by the company's clock; what is older than its declaration may be anything. */
const sayProperty = (field: Field, value: unknown, { tenant, text }: Saying): string => {
  const choice = optionsIn(field.options).find((one) => one.value === value)
  if (choice) return text(choice.label)
  const said = sayValue(value, currentLanguage())
  const moment = heldTraits(field).time === 'moment' ? Date.parse(said) : Number.NaN
  if (Number.isNaN(moment)) return said
  return new Intl.DateTimeFormat(currentLanguage(), { timeZone: tenant.zone, dateStyle: 'medium', timeStyle: 'short' }).format(
    moment,
  )
}

/** What a company's own event carries, as far as a line has room: `Number A1 · Carrier SF`. */
const sayProperties = ({ fields }: Meta['events'][number], payload: Readonly<Record<string, unknown>>, saying: Saying): string =>
  Object.entries(fields)
    .flatMap(([name, field]) => {
      const said = sayProperty(field, payload[name], saying)
      return said === '' ? [] : [`${saying.text(field.label)} ${said}`]
    })
    .slice(0, propertiesSaidMax)
    .join(' · ')

/** How much an entry tells: what the business calls by a name before what a record was, changes of others' records last. */
export const weightOf =
  (model: Model) =>
  (entry: TimelineEntry): number =>
    model.event(entry.name) ? (entry.cause ? 3 : 4) : entry.name.endsWith('.created') ? 2 : 1

/** What an entry says, in the words of the language shown. `about`: the record whose page it stands on. */
export const sayEntry = (
  entry: TimelineEntry,
  about: string,
  {
    model,
    w,
    text,
  }: { readonly model: Model & Pick<Meta, 'tenant'>; readonly w: Words; readonly text: (label: Label) => string },
): string => {
  const event = model.event(entry.name)
  const record = event ? null : recordVerb(model, entry)
  if (!record) {
    const said = event?.sentence ? fill(text(event.sentence), entry.payload) : null
    if (said !== null || !event) return said ?? entry.name
    const more = event.own ? sayProperties(event, entry.payload, { tenant: model.tenant, text }) : ''
    return more === '' ? text(event.label) : `${text(event.label)} · ${more}`
  }
  const object = text(record.object.label)
  if (entry.record !== about)
    return w(
      record.verb === 'updated' ? 'page.changed_other' : record.verb === 'deleted' ? 'page.removed_other' : 'page.created_other',
      { object },
    )
  return record.verb === 'updated'
    ? w('page.changed')
    : w(record.verb === 'created' ? 'page.created' : record.verb === 'deleted' ? 'page.removed' : 'page.restored', { object })
}

/** Sums that followed from something else are no news of their own. */
export const isComputed = (model: Model, entry: TimelineEntry): boolean => {
  const fields = model.object(entry.object ?? '')?.fields
  const names = Object.keys(entry.changes)
  return (
    entry.name.endsWith('.updated') &&
    names.length > 0 &&
    names.every((name) => {
      const field = fields?.[name]
      return field !== undefined && followsOthers(field)
    })
  )
}
