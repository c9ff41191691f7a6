import { type Field, label, type ObjectRight, phone, text } from '@lianke/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everything, type Grants, nothing, rightsOf, scopeOrder } from '../access-context.ts'
import { beyond, covers, whole } from '../covers.ts'

const fields = new Map<string, Field>([
  ['phone', phone(label('手机', 'Phone'), { masked: true })],
  ['name', text(label('姓名', 'Name'))],
])
const fieldsOf = () => fields
const holder = (grants: readonly Grants[], place = '') => ({
  system: false,
  grants,
  rights: new Set(grants.flatMap(({ rights }) => rights)),
  place,
})
const role = (object: Partial<ObjectRight>, rights: readonly string[] = []): Grants => ({
  objects: { 'customer.person': { ...nothing, ...object } },
  rights,
})

const scope = fc.constantFrom(...scopeOrder)
const right: fc.Arbitrary<ObjectRight> = fc.record({
  read: scope,
  update: scope,
  delete: scope,
  create: fc.boolean(),
  import: fc.boolean(),
  export: fc.boolean(),
  fields: fc.dictionary(fc.constantFrom('phone', 'name'), fc.constantFrom('hidden' as const, 'read' as const, 'masked' as const)),
})
const grants: fc.Arbitrary<Grants> = fc.record({
  objects: fc.dictionary(fc.constantFrom('*', 'customer.person', 'shop.order'), right),
  rights: fc.subarray(['platform.keys', 'platform.accounts', 'records.reveal']),
})

describe('what somebody may hand on', () => {
  it('is named by the first thing that is more', () => {
    const seller = holder([role({ read: 'own', update: 'own', create: true }, ['customer.tag'])])
    const asked = (one: Grants) => beyond(seller, { grants: [one] }, fieldsOf)
    expect(asked(role({ read: 'own' }))).toBeNull()
    expect(asked(role({ read: 'team' }))).toBe('customer.person:read')
    expect(asked(role({ delete: 'own' }))).toBe('customer.person:delete')
    expect(asked(role({ export: true }))).toBe('customer.person:export')
    expect(asked(role({}, ['platform.keys']))).toBe('platform.keys')
    expect(asked({ objects: { '*': { ...nothing, read: 'own' } }, rights: [] })).toBe('*:read')
    expect(asked(whole)).toBe('*')
  })
  it('counts an object that the holder has less of than of the others', () => {
    const almost = holder([{ objects: { '*': everything, 'customer.person': { ...everything, delete: 'own' } }, rights: ['*'] }])
    expect(beyond(almost, { grants: [whole] }, fieldsOf)).toBe('customer.person:delete')
  })
  it('shows no field that the holder has hidden or masked', () => {
    const masked = holder([role({ read: 'all' })])
    const all = { read: 'all' } as const
    expect(beyond(masked, { grants: [role({ ...all, fields: { phone: 'read' } })] }, fieldsOf)).toBe('customer.person.phone')
    expect(beyond(masked, { grants: [role(all, ['records.reveal'])] }, fieldsOf)).toBe('records.reveal')
    const hidden = holder([role({ ...all, fields: { name: 'hidden' } })])
    expect(beyond(hidden, { grants: [role(all)] }, fieldsOf)).toBe('customer.person.name')
    expect(beyond(hidden, { grants: [role({ ...all, fields: { name: 'hidden' } })] }, fieldsOf)).toBeNull()
  })
  it('lies inside the own place in the tree, for what reaches by departments', () => {
    const manager = holder([role({ read: 'below' })], 'root/east')
    const at = (place: string | undefined, read: 'own' | 'team' | 'below' = 'below') =>
      covers(manager, { grants: [role({ read })], place }, fieldsOf)
    expect([at('root/east'), at('root/east/shop'), at('root'), at('root/west'), at('root/eastern')]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
    expect([at('root/west', 'own'), at('root/west', 'team'), at(undefined), at('')]).toEqual([true, false, true, true])
  })
  it('is always what one holds, and never more than two who could hand it on in turn', () => {
    fc.assert(
      fc.property(grants, grants, grants, (a, b, c) => {
        expect(covers(holder([a]), { grants: [a] }, fieldsOf)).toBe(true)
        expect(covers(holder([whole]), { grants: [a, b] }, fieldsOf)).toBe(true)
        if (covers(holder([a]), { grants: [b] }, fieldsOf) && covers(holder([b]), { grants: [c] }, fieldsOf))
          expect(covers(holder([a]), { grants: [c] }, fieldsOf)).toBe(true)
      }),
    )
  })
  it('gives nobody an act on any object that the giver does not have', () => {
    fc.assert(
      fc.property(grants, grants, (a, b) => {
        if (!covers(holder([a]), { grants: [b] }, fieldsOf)) return
        for (const object of ['customer.person', 'shop.order', 'some.other']) {
          const [mine, theirs] = [rightsOf([a])(object), rightsOf([b])(object)]
          for (const act of ['read', 'update', 'delete'] as const)
            expect(scopeOrder.indexOf(theirs[act])).toBeLessThanOrEqual(scopeOrder.indexOf(mine[act]))
          for (const flag of ['create', 'import', 'export'] as const) expect(!theirs[flag] || mine[flag]).toBe(true)
        }
      }),
    )
  })
})
