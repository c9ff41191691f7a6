import { account, person } from '@lianke/customer/contract'
import { defineObject, label, multiReference, type ObjectDefinition, reference, text } from '@lianke/kernel'
import { opportunity } from '@lianke/sales/contract'
import { describe, expect, it } from 'vitest'
import { lead } from '../objects/lead.object.ts'
import { carriedWith, type Made } from '../rules/carried-with.rule.ts'

const made: Made = { person: 'p1', account: 'a1', opportunity: 'o1' }
const word = (name: string) => label(name, name)
const object = (name: string, fields: ObjectDefinition['fields'], more: Partial<ObjectDefinition> = {}): ObjectDefinition => ({
  ...defineObject({ name, label: word(name), title: 'subject', fields: { subject: text(word('主题')), ...fields } }),
  ...more,
})
const toLead = reference(word('线索'), lead)
const toPerson = reference(word('客户'), person)
const toAccount = reference(word('企业'), account)
const toOpportunity = reference(word('商机'), opportunity)

describe('what goes along when a lead is converted', () => {
  it.each([
    [
      'everything it has become, where there are fields for it',
      object('x.note', { lead: toLead, person: toPerson, account: toAccount, opportunity: toOpportunity }),
      { via: 'lead', values: { person: 'p1', account: 'a1', opportunity: 'o1' } },
    ],
    [
      'only what there is a field for',
      object('x.note', { about: toLead, who: toPerson }),
      { via: 'about', values: { who: 'p1' } },
    ],
    [
      'the first of two fields for the same thing',
      object('x.note', { lead: toLead, other_lead: toLead, buyer: toPerson, user: toPerson }),
      { via: 'lead', values: { buyer: 'p1' } },
    ],
  ])('%s', (_case, one, carried) => {
    expect(carriedWith([one], made)).toEqual([{ object: 'x.note', ...carried }])
  })
  it('what it has not become is told as nothing', () => {
    const note = object('x.note', { lead: toLead, person: toPerson, account: toAccount })
    expect(carriedWith([note], { person: 'p1', account: null, opportunity: null })).toEqual([
      { object: 'x.note', via: 'lead', values: { person: 'p1', account: null } },
    ])
  })
  it.each([
    ['does not point to leads', object('x.note', { person: toPerson })],
    ['has no field for what a lead becomes', object('x.note', { lead: toLead })],
    ['points to many leads', object('x.note', { leads: multiReference(word('线索'), lead), person: toPerson })],
    ['is a ledger: what is booked stays', object('x.note', { lead: toLead, person: toPerson }, { ledger: true })],
    [
      'is part of another: it goes with the whole',
      object('x.line', { lead: toLead, person: toPerson }, { partOf: { object: 'x.note', reference: 'note' } }),
    ],
  ])('nothing of an object that %s', (_case, one) => {
    expect(carriedWith([one], made)).toEqual([])
  })
  it('each object by itself, in their order', () => {
    const [first, second] = [object('x.a', { lead: toLead, person: toPerson }), object('x.b', { lead: toLead, person: toPerson })]
    expect(carriedWith([first, object('x.c', {}), second], made).map((one) => one.object)).toEqual(['x.a', 'x.b'])
  })
})
