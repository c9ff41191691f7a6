import { defineCommand, defineEvent, defineModule, defineObject, label, text } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { circlesOf, foreignIn, foreignNames, namesOf } from './foreign-names.ts'

const word = label('词', 'Word')
const person = defineObject({ name: 'customer.person', label: word, title: 'name', fields: { name: text(word) } })
const rooms = [
  defineModule({
    name: 'customer',
    label: word,
    objects: [person],
    events: [defineEvent({ name: 'customer.greeted', label: word, fields: {} })],
    commands: [defineCommand({ name: 'customer.greet', label: word, may: 'customer.greet', run: async () => null })],
  }),
]
const names = namesOf(rooms)
const said = (line: string, room = 'sales', allowed?: Parameters<typeof foreignIn>[4]) =>
  foreignIn(room, `modules/${room}/x.ts`, line, names, allowed)

describe('names of other rooms', () => {
  it('a string that names another room’s object, act, event, slot or fact is an error that says which handle to import', () => {
    for (const literal of [
      "'customer.person'",
      '"customer.person"',
      '`customer.person`',
      "'customer.person:side'",
      "'customer.person.updated'",
    ])
      expect(said(`const x = ${literal}`), literal).toEqual([
        expect.stringContaining('import its handle from @lianke/customer/contract'),
      ])
    expect(said("run('customer.greet')")).toEqual([expect.stringContaining("customer's command")])
    expect(said("on: ['customer.greeted']")).toEqual([expect.stringContaining("customer's event")])
  })

  it('a room’s own names, other words and remarks are no error', () => {
    expect(said("const x = 'customer.person'", 'customer')).toEqual([])
    expect(said("const x = 'customer.unknown'\n// about 'customer.person'\n * of 'customer.person'")).toEqual([])
  })

  it('a statement that reads another room’s table is an error, unless it stands on the list with its reason', () => {
    const line = 'select 1 from customer_person where deleted_at is null'
    expect(said(line)).toEqual([expect.stringContaining("table customer_person is customer's")])
    expect(said(line, 'customer')).toEqual([])
    expect(said('join customer_person p on true')).toHaveLength(1)
    expect(
      said(line, 'sales', [{ file: 'modules/sales/x.ts', tables: ['customer_person'], because: 'one statement a set' }]),
    ).toEqual([])
  })

  it('a circle of rooms is found, with its way', () => {
    const imports = new Map([
      ['lead', new Set(['sales', 'customer'])],
      ['sales', new Set(['customer'])],
    ])
    expect(circlesOf(imports)).toEqual([])
    imports.set('customer', new Set(['lead']))
    expect(circlesOf(imports)).toEqual([expect.stringMatching(/lead → (sales → )?customer → lead/)])
  })

  it('the rooms of the product keep to it', () => {
    expect(foreignNames()).toEqual([])
  })
})
