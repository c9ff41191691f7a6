import { expect, test } from 'vitest'
import type { MetaField, MetaObject } from '@lianke/kernel'
import { defaultColumns, joinFilters, moveColumn, resolveView, toggleSort, viewChanged } from './view-state.ts'

const field = (type: MetaField['type'], options: MetaField['options'] = {}): MetaField => ({
  type,
  label: { zh: '', en: '' },
  options,
  operators: [],
  sortable: true,
  report: 'dimension',
  writable: true,
})
const object = {
  name: 'shop.visit',
  label: { zh: '到店', en: 'Visit' },
  title: 'name',
  module: 'shop',
  area: 'sales',
  children: [],
  may: {},
  fields: { note: field('long_text'), name: field('text'), place: field('text'), secret: field('text', { hidden: true }) },
} as unknown as MetaObject

test('the first list leads with the title and leaves out long texts and hidden fields', () => {
  expect(defaultColumns(object).map((column) => column.field)).toEqual(['name', 'place', 'owner', 'created_at'])
})
test('marked fields win over guessed ones', () => {
  const marked = { ...object, fields: { ...object.fields, note: field('long_text', { inList: true }) } }
  expect(defaultColumns(marked).map((column) => column.field)).toEqual(['name', 'note', 'owner', 'created_at'])
})
test('columns that an object names win, in their order, as far as they are known', () => {
  const named = { ...object, columns: ['owner', 'place', 'gone', 'secret'] }
  expect(defaultColumns(named).map((column) => column.field)).toEqual(['name', 'owner', 'place'])
  const more = { ...named, fields: { ...named.fields, c_blood: field('text', { inList: true }), c_quiet: field('text') } }
  expect(defaultColumns(more).map((column) => column.field)).toEqual(['name', 'owner', 'place', 'c_blood'])
})
test('a view kept before a field was removed shows what is left, title first', () => {
  expect(resolveView(object, { columns: [{ field: 'gone' }, { field: 'place' }] }, {}).columns).toEqual([
    { field: 'name' },
    { field: 'place' },
  ])
})
test('clearing a saved filter is a change, leaving it alone is none', () => {
  const saved = { filter: { field: 'place', op: 'eq', value: 'x' } } as const
  expect(resolveView(object, saved, { filter: null }).filter).toBeNull()
  expect(viewChanged(object, saved, { filter: null })).toBe(true)
  expect(viewChanged(object, saved, {})).toBe(false)
})
test('sorting turns from ascending to descending to none', () => {
  expect(toggleSort([], 'name')).toEqual(['name'])
  expect(toggleSort(['name'], 'name')).toEqual(['-name'])
  expect(toggleSort(['-name'], 'name')).toEqual([])
  expect(toggleSort(['-name'], 'place')).toEqual(['place'])
})
test('no column moves before the title', () => {
  const columns = [{ field: 'name' }, { field: 'place' }, { field: 'owner' }]
  expect(moveColumn(columns, 'owner', 'name', 'name').map((column) => column.field)).toEqual(['name', 'owner', 'place'])
  expect(moveColumn(columns, 'name', 'owner', 'name')).toEqual(columns)
})
test('conditions that are not given leave no trace in the query', () => {
  const one = { field: 'place', op: 'eq', value: 1 } as const
  expect(joinFilters(null, undefined)).toBeUndefined()
  expect(joinFilters(one, null)).toBe(one)
  expect(joinFilters(one, one)).toEqual({ and: [one, one] })
})
