import type { ObjectRight } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { buildModel } from '../../model/model.ts'
import { tinyFollow } from '../../../testing/tiny-follow.ts'
import { tinyShop } from '../../../testing/tiny-shop.ts'
import { keyAccess } from '../access-context.ts'
import { fieldAnswer, type FieldUse, maskedValue, titleField } from '../field-access.ts'

const model = buildModel(tinyShop)
const right: ObjectRight = { read: 'all', update: 'all', delete: 'all', create: true }
const withFields = (object: string, fields: ObjectRight['fields'], rights: readonly string[] = []) =>
  keyAccess({ kind: 'user', id: 'x' }, [{ objects: { '*': right, [object]: { ...right, fields } }, rights }])
const uses: readonly FieldUse[] = [
  'show',
  'write',
  'presence',
  'filter',
  'sort',
  'search',
  'group',
  'measure',
  'follow',
  'title',
  'key',
  'hold',
]
const open = (object: string, name: string, access = withFields(object, {})) => {
  const found = model.objects.get(object)
  const field = found?.fields.get(name)
  if (!found || !field) throw new Error(`${object}.${name}`)
  return uses.filter((use) => fieldAnswer(access, found, name, field, use) !== 'closed')
}

describe('what a field right allows', () => {
  it('is one table: of a masked field only that it is filled in, its covered form and a new value', () => {
    expect(open('customer.person', 'city')).toEqual(uses)
    expect(open('customer.person', 'city', withFields('customer.person', { city: 'read' }))).toEqual(
      uses.filter((use) => use !== 'write'),
    )
    expect(open('customer.person', 'phone')).toEqual(['show', 'write', 'presence'])
    expect(open('customer.person', 'city', withFields('customer.person', { city: 'hidden' }))).toEqual([])
    expect(open('customer.person', 'phone', withFields('customer.person', {}, ['records.reveal']))).toEqual(uses)
  })

  it('closes a formula as far as the fields it is worked out from', () => {
    const hidden = withFields('shop.order', { amount: 'hidden' })
    expect(open('shop.order', 'big', hidden)).toEqual([])
    expect(open('shop.order', 'big', withFields('shop.order', { amount: 'masked' }))).toEqual(['show', 'write', 'presence'])
    expect(open('shop.order', 'big', withFields('shop.order', { amount: 'hidden', big: 'read' }))).toContain('show')
  })

  it('closes a formula as far as what it reads through references, the reference and the records there among it', () => {
    const far = buildModel(tinyFollow)
    const note = far.objects.get('trade.note')
    const field = note?.fields.get('partner_score')
    const answer = (objects: Record<string, ObjectRight>) =>
      note && field
        ? fieldAnswer(keyAccess({ kind: 'user', id: 'x' }, [{ objects, rights: [] }]), note, 'partner_score', field, 'show')
        : null
    expect(answer({ '*': right })).toBe('open')
    // partner.score is worked out from the count of notes.
    expect(answer({ '*': right, 'trade.partner': { ...right, fields: { notes: 'hidden' } } })).toBe('closed')
    expect(answer({ '*': right, 'trade.partner': { ...right, fields: { score: 'masked' } } })).toBe('masked')
    expect(answer({ '*': right, 'trade.note': { ...right, fields: { partner: 'hidden' } } })).toBe('closed')
    expect(answer({ 'trade.note': right })).toBe('closed')
    expect(answer({ '*': right, 'trade.partner': { ...right, fields: { credit: 'hidden' } } })).toBe('open')
  })

  it('covers what has no form with its middle hidden, and shows no end of a pointer', () => {
    const field = (object: string, name: string) => {
      const found = model.objects.get(object)?.fields.get(name)
      if (!found) throw new Error(name)
      return found
    }
    expect(maskedValue(field('customer.person', 'phone'), '+8613800138000')).toBe('+86138****8000')
    expect(maskedValue(field('customer.person', 'birthday'), '2000-01-01')).toBe('•••')
    expect(maskedValue(field('shop.order', 'person'), 'an id')).toBeNull()
  })

  it('gives records no name where the field that names them is closed', () => {
    const person = model.objects.get('customer.person')
    if (!person) throw new Error('person')
    expect(titleField(withFields('customer.person', {}), person)).toBe('name')
    for (const closed of ['masked', 'hidden'] as const)
      expect(titleField(withFields('customer.person', { name: closed }), person)).toBeNull()
  })
})
