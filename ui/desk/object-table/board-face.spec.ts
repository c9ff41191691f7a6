import { defineDocument, type MetaField, type MetaObject } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { boardFace, faceFields } from './board-face.ts'

const field = (type: MetaField['type'], options: Record<string, unknown> = { inList: true }): MetaField => ({
  type,
  label: { zh: type, en: type },
  options,
  operators: [],
  sortable: true,
  report: 'none',
  writable: true,
})
const object = (fields: Record<string, MetaField>): MetaObject => ({
  name: 'x.deal',
  label: { zh: '', en: '' },
  title: 'name',
  board: 'stage',
  module: 'x',
  area: null,
  fields,
  parts: [],
  whole: null,
  children: [],
  may: { read: true, create: true, update: true, delete: true, import: false, export: false },
})
const short = () => true

describe('the face of a card', () => {
  it('is what the page of the record reads first: whom for, how much, by when, since when', () => {
    const deal = object({
      name: field('text'),
      stage: field('reference', { to: 'x.stage', inList: true }),
      person: field('reference', { to: 'x.person', inList: true }),
      close_on: field('date'),
      amount: field('money'),
      stage_entered_at: field('datetime', {}),
    })
    const page = defineDocument({
      on: 'x.deal',
      about: ['person'],
      figures: ['amount', 'close_on'],
      path: { field: 'stage', since: 'stage_entered_at' },
    })
    const face = boardFace(deal, page, short)
    expect(face).toEqual({ about: ['person'], amount: 'amount', due: 'close_on', since: 'stage_entered_at', more: [] })
    expect(faceFields(face)).toEqual(['person', 'amount', 'close_on', 'stage_entered_at'])
  })
  it('is what the first list shows where there is no page, no amount and no date', () => {
    const note = object({
      name: field('text'),
      stage: field('select'),
      phone: field('phone'),
      source: field('text'),
      hint: field('text'),
    })
    expect(boardFace(note, undefined, short)).toEqual({
      about: [],
      amount: null,
      due: null,
      since: null,
      more: ['phone', 'source'],
    })
  })
})
