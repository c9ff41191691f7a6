import fc from 'fast-check'
import { type Field, type FieldOverlay, label, option, type OverlaySection, type SaidOver, select, text } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { layField, layFields, layObject, layOptions, sayAlso, takeBack, withoutLooseEnds } from '../overlay.rule.ts'

const words = fc.record({ zh: fc.string({ minLength: 1, maxLength: 8 }), en: fc.string({ minLength: 1, maxLength: 8 }) })
const released = [option('a', '甲', 'A', 'blue'), option('b', '乙', 'B'), option('c', '丙', 'C')]
const kind = (more: object = {}) => select(label('类别', 'Kind'), { options: released, ...more }) as Field
const saidOption = fc
  .constantFrom('a', 'b', 'c', 'c_x', 'c_y')
  .chain((value) =>
    fc.record(
      { value: fc.constant(value), label: words, archived: fc.boolean() },
      { requiredKeys: value.startsWith('c_') ? ['value', 'label'] : ['value'] },
    ),
  )
const saidOptions = fc.uniqueArray(saidOption, { selector: ({ value }) => value, maxLength: 5 })
const said: fc.Arbitrary<FieldOverlay> = fc.record(
  {
    label: words,
    help: fc.option(words, { nil: null }),
    required: fc.constant(true as const),
    default: fc.constantFrom('a', 'b', null),
    hidden: fc.constant(true as const),
    options: saidOptions,
  },
  { requiredKeys: [] },
)

const names = ['one', 'two', 'three', 'four', 'five'] as const
const five = (more: Record<string, Field> = {}) =>
  new Map<string, Field>([...names.map((name) => [name, text(label(name, name)) as Field] as const), ...Object.entries(more)])
const sections: fc.Arbitrary<OverlaySection[]> = fc.shuffledSubarray([...names]).chain((order) =>
  fc.nat(order.length).map((at) => [
    { label: null, fields: order.slice(0, at) },
    { label: label('其他', 'Others'), fields: order.slice(at) },
  ]),
)

describe('what a company says over the release', () => {
  it('changes nothing where nothing is said', () => {
    const field = kind()
    expect(layField(field, undefined)).toBe(field)
    expect(layField(field, {})).toBe(field)
    const fields = five()
    expect(layFields(fields, new Map())).toBe(fields)
    const definition = { name: 'a.b', label: label('甲', 'A'), title: 'one', fields: {} }
    expect(layObject(definition, {})).toBe(definition)
  })

  it('stands, and what is not said is the release’s, also after the next one', () => {
    fc.assert(
      fc.property(said, words, words, (over, nextLabel, nextHelp) => {
        const next = { ...kind({ help: nextHelp, indexed: true }), label: nextLabel }
        const laid = layField(next, over)
        expect(laid.label).toEqual(over.label ?? nextLabel)
        expect(laid.options.help).toEqual('help' in over ? (over.help ?? undefined) : nextHelp)
        expect(laid.options.required ?? false).toBe(over.required ?? false)
        expect(laid.options.indexed).toBe(true)
      }),
    )
  })

  it('is stricter than the release and never looser', () => {
    fc.assert(
      fc.property(said, fc.boolean(), fc.boolean(), (over, required, hidden) => {
        const laid = layField(kind({ ...(required ? { required } : {}), ...(hidden ? { hidden } : {}) }), over)
        if (required) expect(laid.options).toMatchObject({ required: true })
        if (required) expect(laid.options.asked).toBeUndefined()
        if (hidden) expect(laid.options.hidden).toBe(true)
      }),
    )
  })

  it('keeps every option of the release, its own behind nothing that it put in order', () => {
    fc.assert(
      fc.property(saidOptions, (over) => {
        const laid = layOptions(released, over)
        const values = laid.map(({ value }) => value)
        expect(new Set(values).size).toBe(values.length)
        for (const { value } of released) expect(values).toContain(value)
        expect(values.slice(0, over.length)).toEqual(over.map(({ value }) => value))
        for (const { value, label: called } of over)
          if (called) expect(laid.find((one) => one.value === value)?.label).toEqual(called)
      }),
    )
  })

  it('places every field once, in the order that was said', () => {
    fc.assert(
      fc.property(sections, (over) => {
        const laid = layFields(five(), new Map([['', { sections: over }]]))
        expect([...laid.keys()].toSorted()).toEqual([...names].toSorted())
        const order = over.flatMap(({ fields }) => fields)
        expect([...laid.keys()].filter((name) => order.includes(name as never))).toEqual(order)
        for (const { label: called, fields } of over)
          for (const name of fields) expect(laid.get(name)?.options.section).toEqual(called ?? undefined)
      }),
    )
  })

  it('lets a new field of a release stand behind the one it follows there, in its section', () => {
    const over = new Map([['', { sections: [{ label: label('基本', 'Basics'), fields: ['three', 'five'] }] }]])
    const fields = new Map<string, Field>()
    for (const [name, field] of five()) {
      fields.set(name, field)
      if (name === 'three') fields.set('fresh', text(label('新的', 'Fresh')) as Field)
    }
    const laid = layFields(fields, over)
    expect([...laid.keys()]).toEqual(['one', 'two', 'three', 'fresh', 'four', 'five'])
    expect(laid.get('fresh')?.options.section).toEqual(label('基本', 'Basics'))
    expect(laid.get('one')?.options.section).toBeUndefined()
  })

  it('is as before once a change is taken back, whatever else was said since', () => {
    fc.assert(
      fc.property(said, said, said, (before, change, later) => {
        const after = sayAlso(before, change)
        expect(takeBack(after, before, after)).toEqual(before)
        const others = Object.fromEntries(Object.entries(later).filter(([key]) => !(key in change)))
        const since = sayAlso(after, others)
        expect(takeBack(since, before, after)).toEqual(sayAlso(before, others))
      }),
    )
  })

  it('is not taken back where the same was said anew', () => {
    const [before, after]: [SaidOver, SaidOver] = [{}, { label: label('电话', 'Telephone') }]
    expect(takeBack({ label: label('联系电话', 'Contact phone') }, before, after)).toBeNull()
    expect(takeBack(after, before, after)).toEqual({})
  })

  it('is the release’s again where it is reset', () => {
    fc.assert(
      fc.property(said, (over) => {
        const field = kind({ help: label('帮助', 'Help') })
        expect(layField(field, sayAlso(over, {}, Object.keys(over)))).toBe(field)
      }),
    )
  })

  it('depends on nothing where the field that it depends on is not there', () => {
    const when = { field: 'gone', values: ['x'] }
    const choice = kind({
      when,
      options: [
        { ...released[0], when },
        { ...released[1], when: { field: 'one', values: ['x'] } },
      ],
    })
    const mended = withoutLooseEnds(five({ choice })).get('choice')
    expect(mended?.options.when).toBeUndefined()
    expect(mended?.options.options).toEqual([released[0], { ...released[1], when: { field: 'one', values: ['x'] } }])
    const fields = five({ choice: kind({ when: { field: 'one', values: ['x'] } }) })
    expect(withoutLooseEnds(fields)).toBe(fields)
  })
})
