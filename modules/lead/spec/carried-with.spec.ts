import { account, person } from '@lianke/customer/contract'
import { defineObject, label, reference, text } from '@lianke/kernel'
import { opportunity } from '@lianke/sales/contract'
import { describe, expect, it } from 'vitest'
import { lead } from '../objects/lead.object.ts'
import { carriedWith } from '../rules/carried-with.rule.ts'

const said = label('x', 'x')
const note = (fields: Parameters<typeof defineObject>[0]['fields']) =>
  defineObject({ name: 'fieldwork.note', label: said, plural: said, title: 'name', fields: { name: text(said), ...fields } })
const made = { person: 'p', account: null, opportunity: 'o' }

describe('what goes along with a lead that became a customer', () => {
  it('is every record that points to it and has room for what it became', () => {
    const fields = { lead: reference(said, lead), person: reference(said, person), deal: reference(said, opportunity) }
    expect(carriedWith([note(fields)], made)).toEqual([
      { object: 'fieldwork.note', via: 'lead', values: { person: 'p', deal: 'o' } },
    ])
  })
  it('loses the link to what it did not become', () => {
    const fields = { lead: reference(said, lead), account: reference(said, account) }
    expect(carriedWith([note(fields)], made)).toEqual([{ object: 'fieldwork.note', via: 'lead', values: { account: null } }])
  })
  it('is nothing that has no room for it, or does not point to a lead', () => {
    expect(carriedWith([note({ lead: reference(said, lead) }), note({ person: reference(said, person) })], made)).toEqual([])
  })
})
