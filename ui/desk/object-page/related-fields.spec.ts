import type { MetaField, MetaObject } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { namedBy, tellingFields } from './related-fields.ts'

const field = (type: MetaField['type'], inList = true): MetaField => ({
  type,
  label: { zh: type, en: type },
  options: { inList },
  operators: [],
  sortable: true,
  report: 'none',
  writable: true,
})
const object = (fields: Record<string, MetaField>, more: Partial<MetaObject> = {}): MetaObject => ({
  name: 'x.thing',
  label: { zh: '', en: '' },
  title: 'name',
  module: 'x',
  area: null,
  fields,
  parts: [],
  whole: null,
  children: [],
  may: { read: true, create: true, update: true, delete: true, import: false, export: false },
  ...more,
})
const telling = () => true

describe('the line of a related record', () => {
  it('says how much, when and how it stands', () => {
    const order = object(
      {
        name: field('text'),
        person: field('reference'),
        status: field('select'),
        ordered_at: field('datetime'),
        total: field('money'),
      },
      { states: { field: 'status', moves: {} } },
    )
    expect(tellingFields(order, 'person', telling)).toEqual({ amount: 'total', date: 'ordered_at', state: 'status' })
  })
  it('says when it was made where it has no time of its own, and something more where it has neither amount nor state', () => {
    const note = object({ name: field('text'), content: field('long_text') })
    expect(tellingFields(note, 'person', telling)).toEqual({ date: 'created_at', more: 'content' })
  })
  it('shows nothing that the first list does not', () => {
    expect(tellingFields(object({ name: field('text'), total: field('money', false) }), 'person', telling).amount).toBeUndefined()
  })
  it('is named by its whole where its own name leads back here', () => {
    const part = object(
      { order: field('reference'), payment: field('reference') },
      { title: 'order', partOf: { object: 'x.payment', reference: 'payment' } },
    )
    expect(namedBy(part, 'order')).toEqual({ field: 'payment', opens: 'x.payment' })
    expect(namedBy(part, 'payment')).toEqual({ field: 'order', opens: null })
  })
})
