import { type Field, fieldsOfHeld, fieldUse, followsOthers, sharingRuleUse, traitsOf, webhookUse } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Model } from '../model/model.ts'
import { checkExpression } from './check-expression.ts'
import { looksLikeFilter, type Values } from './held-parts.ts'
import { mentionHeld } from './mention-held.ts'
import { mentionFilter, mentionPath, type Mentions, noMentions } from './mentions.ts'

/** Definitions read at most of one kind; nobody keeps more of them. */
const readMax = 2000

export interface Asking {
  readonly model: Model
  readonly tx: { query<T>(statement: RawBuilder<unknown>): Promise<T[]> }
}
export interface Holder {
  readonly object: string
  readonly via: string
  readonly id: string
  readonly title: string | null
  readonly mentions: Mentions
}

/** A word as it stands in the text of a json value, for `like`. */
const likeWord = (word: string): string =>
  `%${JSON.stringify(word)
    .slice(1, -1)
    .replace(/[\\%_]/g, '\\$&')}%`

/** Records that hold definitions in which one of these words stands, with what they speak of: one statement per kind. */
export const holdersOf = async ({ model, tx }: Asking, words: readonly string[]): Promise<Holder[]> => {
  const likes = words.map(likeWord)
  const found: Holder[] = []
  for (const object of model.objects.values()) {
    const { holds, title } = object.definition
    if (!holds?.length) continue
    const columns = [...new Set(holds.flatMap(fieldsOfHeld))]
    const text = sql.join(
      columns.map((column) => sql`coalesce(${sql.ref(column)}::text, '')`),
      sql` || ' ' || `,
    )
    const rows = await tx.query<Values & { id: string; ':title': string | null }>(
      sql`select id, ${sql.ref(title)}::text as ":title", ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(object.table)}
        where deleted_at is null and (${text}) ilike any(${likes}::text[]) order by id limit ${readMax}`,
    )
    for (const row of rows)
      for (const held of holds) {
        const mentions = noMentions()
        mentionHeld(model, held, row, mentions)
        found.push({ object: object.name, via: fieldsOfHeld(held)[0] ?? '', id: row.id, title: row[':title'], mentions })
      }
  }
  return found
}

/** Sharing rules with what they speak of. */
export const sharingHolders = async ({ model, tx }: Asking): Promise<Holder[]> => {
  const rows = await tx.query<{
    id: string
    name: string | null
    object: string
    filter: unknown
    principals: readonly string[]
  }>(sql`select id, name, object, filter, principals from sharing_rule order by id limit ${readMax}`)
  return rows.map(({ id, name, object, filter, principals }) => {
    const mentions = noMentions()
    if (looksLikeFilter(filter)) mentionFilter(model, object, filter, mentions)
    for (const principal of principals) mentions.records.add(principal.slice(principal.indexOf(':') + 1).toLowerCase())
    return { object: sharingRuleUse, via: 'filter', id, title: name, mentions }
  })
}

/** Subscriptions that name this event. */
export const webhookHolders = async ({ tx }: Pick<Asking, 'tx'>, event: string): Promise<Holder[]> => {
  const rows = await tx.query<{ id: string; name: string }>(
    sql`select id, name from webhook_subscription where ${event} = any(events) order by id limit ${readMax}`,
  )
  return rows.map(({ id, name }) => {
    const mentions = noMentions()
    mentions.events.add(event)
    return { object: webhookUse, via: 'events', id, title: name, mentions }
  })
}

const mentionsOfField = (model: Model, object: string, field: Field): Mentions => {
  const mentions = noMentions()
  const { expression, child, via, of, where, to } = field.options
  const fields = model.objects.get(object)?.fields
  const { computed } = traitsOf(field)
  if (computed === 'expression' && fields) {
    const read = checkExpression(String(expression), fields, model.objects)
    for (const name of read.fields) mentions.fields.add(`${object}.${name}`)
    for (const { text } of read.paths) mentionPath(model, object, text, mentions)
  }
  if (computed === 'children' && typeof child === 'string') {
    mentions.objects.add(child)
    mentions.fields.add(`${child}.${String(via)}`)
    if (typeof of === 'string') mentions.fields.add(`${child}.${of}`)
    if (looksLikeFilter(where)) mentionFilter(model, child, where, mentions)
  }
  if (typeof to === 'string') mentions.objects.add(to)
  return mentions
}

const speaks = (field: Field): boolean => {
  const { target } = traitsOf(field)
  return followsOthers(field) || (target !== undefined && 'option' in target)
}

/** Formulas, roll-ups and references of the model with what they speak of. */
export const fieldHolders = (model: Model): Holder[] =>
  [...model.objects.values()].flatMap((object) =>
    [...object.fields]
      .filter(([, field]) => speaks(field))
      .map(([name, field]) => ({
        object: fieldUse,
        via: `${object.name}.${name}`,
        id: `${object.name}.${name}`,
        title: field.label.zh,
        mentions: mentionsOfField(model, object.name, field),
      })),
  )
