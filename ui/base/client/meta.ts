import { useMemo } from 'react'
import { useQuery } from '@tanstack/react-query'
import { type Meta, type MetaField, type MetaObject, targetOf, textOperators, traitsOf } from '@lianke/kernel'
import { addWords } from '../i18n/i18n.ts'
import { eventObject, isEventObject } from './event-object.ts'
import { request } from './request.ts'

/** The product's model with look-ups by name. */
export interface MetaIndex extends Meta {
  readonly object: (name: string) => MetaObject | undefined
  readonly event: (name: string) => Meta['events'][number] | undefined
  /** The object in which screens keep something of their own, whatever it is called. */
  readonly keeping: (what: NonNullable<MetaObject['keeps']>) => MetaObject | undefined
  /** The field at the end of a path through references (`person.owner.department`), common columns included. */
  readonly fieldAt: (object: string, path: string) => MetaField | undefined
}

const common = (
  type: MetaField['type'],
  zh: string,
  en: string,
  operators: MetaField['operators'],
  report: MetaField['report'] = 'dimension',
): MetaField => ({ type, label: { zh, en }, options: {}, operators, sortable: true, report, writable: false })
const times: MetaField['operators'] = ['within', 'not_within', 'gte', 'lte', 'between', 'empty', 'not_empty']
const users: MetaField['operators'] = ['me', 'my_team', 'my_team_and_below', 'eq', 'ne', 'in', 'not_in', 'empty', 'not_empty']

/** Columns every record has, described like fields so that lists, filters and forms treat them alike. */
export const commonFields: Readonly<Record<string, MetaField>> = {
  owner: { ...common('user', '负责人', 'Owner', users), writable: true },
  created_at: common('datetime', '创建时间', 'Created', times, 'time'),
  created_by: common('user', '创建人', 'Created by', users),
  updated_at: common('datetime', '更新时间', 'Updated', times, 'time'),
  updated_by: common('user', '更新人', 'Updated by', users),
}

/** Fields of an object with the common columns behind them. */
export const fieldsOf = (object: MetaObject): Record<string, MetaField> =>
  isEventObject(object) ? { ...object.fields } : { ...object.fields, ...commonFields }

/** The parts of a field's values, as fields of their own: one asks for them as for texts. */
export const partsOf = (name: string, field: MetaField): Record<string, MetaField> =>
  Object.fromEntries(
    Object.entries(traitsOf(field).parts ?? {}).map(([part, label]) => [
      `${name}.${part}`,
      { type: 'text', label, options: {}, operators: textOperators, sortable: true, report: 'dimension', writable: false },
    ]),
  )

const indexOf = (meta: Meta): MetaIndex => {
  const objects = new Map(meta.objects.map((object) => [object.name, object]))
  const events = new Map(meta.events.map((event) => [event.name, event]))
  for (const event of meta.events.map(eventObject)) objects.set(event.name, event)
  const fieldAt = (name: string, path: string): MetaField | undefined => {
    const object = objects.get(name)
    const [head = '', ...rest] = path.split('.')
    const field = object?.fields[head] ?? commonFields[head]
    if (!field || rest.length === 0) return field
    const part = rest.length === 1 ? partsOf(head, field)[`${head}.${rest[0]}`] : undefined
    if (part) return part
    const to = targetOf(field)
    return to ? fieldAt(to, rest.join('.')) : undefined
  }
  return {
    ...meta,
    object: (name) => objects.get(name),
    keeping: (what) => meta.objects.find(({ keeps }) => keeps === what),
    event: (name) => events.get(name),
    fieldAt,
  }
}

/** The model for the screens. Loaded once, refreshed when definitions change. */
export const useMeta = () => {
  const query = useQuery({
    queryKey: ['meta'],
    staleTime: 5 * 60_000,
    retry: false,
    queryFn: async ({ signal }) => {
      const meta = await request<Meta>('/meta', { signal })
      if (meta.words) addWords(meta.words)
      return meta
    },
  })
  const index = useMemo(() => (query.data ? indexOf(query.data) : undefined), [query.data])
  return { ...query, data: index }
}

/** The model where the shell has already loaded it. */
export const useModel = (): MetaIndex => {
  const { data } = useMeta()
  if (!data) throw new Error('useModel is used below the shell, which waits for the model')
  return data
}
