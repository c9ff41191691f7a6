import { describe, expect, it } from 'vitest'
import { momentsOf } from '../rules/lead-moments.rule.ts'
import { accountOfLead, missingOn, personOfLead } from '../rules/map-lead.rule.ts'

const now = '2026-06-01T00:00:00.000Z'

describe('the moments of a lead', () => {
  const of = (row: object, before: object | null) => momentsOf({ row, before, now } as never)
  it('follow from its states, and one that is told stays', () => {
    expect(of({ status: 'contacted', contacted_at: null }, { status: 'assigned' }).contacted_at).toBe(now)
    expect(of({ status: 'qualified', contacted_at: '2026-01-01T00:00:00.000Z' }, { status: 'contacted' }).contacted_at).toBe(
      '2026-01-01T00:00:00.000Z',
    )
    expect(of({ status: 'assigned', assigned_at: null }, { status: 'new' }).assigned_at).toBe(now)
  })
  it('are not now for one that is brought from elsewhere; a conversion is', () => {
    expect(of({ status: 'contacted', contacted_at: null }, null).contacted_at).toBeNull()
    expect(of({ status: 'converted', converted_at: null }, null).converted_at).toBe(now)
  })
  it('keep a reason only while it is out', () => {
    expect(of({ status: 'disqualified', disqualified_reason: 'x' }, { status: 'new' }).disqualified_reason).toBe('x')
    expect(of({ status: 'new', disqualified_reason: 'x' }, { status: 'disqualified' }).disqualified_reason).toBeNull()
  })
})

describe('what a lead says', () => {
  const lead = {
    name: '林',
    phone: '+8613900000000',
    email: '',
    company: '晨露',
    tags: ['a'],
    website: null,
    remark: 'r'.repeat(3000),
  }
  it('about the human and the company leaves out what is empty', () => {
    expect(personOfLead(lead as never)).toEqual({
      name: '林',
      phone: '+8613900000000',
      company: '晨露',
      tags: ['a'],
      remark: 'r'.repeat(2000),
      stage: 'interested',
    })
    expect(accountOfLead(lead as never)).toEqual({ name: '晨露' })
  })
  it('fills what is not known, writes over nothing, and adds its tags', () => {
    const known = { name: '林小姐', phone: null, tags: ['b'] }
    expect(missingOn(known as never, { name: '林', phone: '+861', tags: ['a'] })).toEqual({
      phone: '+861',
      tags: { $add: ['a'] },
    })
  })
})
