import { objectRight, readOnly } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { upgradedRole } from '../rules/upgraded-role.rule.ts'

const own = objectRight('own', 'own', { delete: 'none' })
const wide = objectRight('all', 'all', { export: true })
const before = { objects: { '*': own, 'sales.order': own }, rights: ['deal.win'] }
const role = (more: object = {}) => ({ builtin: true, version: 1, ...before, ...more })
const template = (more: object = {}) => ({ ...before, ...more })

describe('a role that came with the product', () => {
  it('gains what this release gives it, and keeps the rest', () => {
    const now = template({ objects: { '*': own, 'todo.item': wide }, rights: ['work_item.oversee'] })
    expect(upgradedRole(role(), now)).toEqual({
      objects: { ...before.objects, 'todo.item': wide },
      rights: ['deal.win', 'work_item.oversee'],
    })
  })
  it('loses nothing: what would reach less far than before stays as it was', () => {
    expect(upgradedRole(role(), template({ objects: { '*': own, 'sales.order': readOnly } }))).toBeNull()
    expect(upgradedRole(role(), template({ objects: { 'new.thing': readOnly } }))).toBeNull()
    const hiding = { ...own, fields: { phone: 'hidden' } } as const
    expect(upgradedRole(role(), template({ objects: { 'sales.order': hiding } }))).toBeNull()
    expect(upgradedRole(role({ objects: { 'sales.order': hiding } }), template())?.objects['sales.order']).toEqual(own)
  })
  it('is let alone once the company has changed it, and when it is none of the product’s', () => {
    const now = template({ rights: ['work_item.oversee'] })
    expect(upgradedRole(role({ version: 2 }), now)).toBeNull()
    expect(upgradedRole(role({ version: 2, given: before }), now)?.rights).toEqual(['deal.win', 'work_item.oversee'])
    expect(upgradedRole(role({ version: 9, given: { ...before, rights: [] } }), now)).toBeNull()
    expect(upgradedRole(role({ builtin: false }), now)).toBeNull()
  })
  it('needs nothing where it holds all', () => {
    expect(upgradedRole(role(), template())).toBeNull()
    expect(upgradedRole(role({ rights: ['*'] }), template({ rights: ['work_item.oversee'] }))).toBeNull()
  })
})
