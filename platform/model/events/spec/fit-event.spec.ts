import {
  boolean,
  datetime,
  decimal,
  defineEvent,
  defineModule,
  type Field,
  integer,
  label,
  option,
  select,
  text,
  type TypeContext,
} from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { noCustomisation } from '../../model/customisation.ts'
import { buildModel } from '../../model/model.ts'
import { fitEvent } from '../fit-event.rule.ts'

const l = (word: string) => label(word, word)
const context: TypeContext = { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY', region: 'CN' }
const fields: Readonly<Record<string, Field>> = {
  number: text(l('Number'), { required: true }),
  weight: decimal(l('Weight')),
  pieces: integer(l('Pieces')),
  express: boolean(l('Express')),
  promised: datetime(l('Promised')),
  carrier: select(l('Carrier'), { options: [option('sf', '顺丰', 'SF')] }),
}
const own = defineEvent({ name: 'order.shipped', label: l('Shipped'), from: ['page', 'program'], own: true, fields })
const ours = defineEvent({ name: 'page.viewed', label: l('Viewed'), from: ['page'], fields: { seconds: integer(l('Seconds')) } })
const model = buildModel([defineModule({ name: 'web', label: l('Web'), events: [ours] })], { ...noCustomisation, events: [own] })
const fit = (payload: Record<string, unknown>) => fitEvent(model, 'program', { name: 'order.shipped', payload }, context)

describe('what is told of an event that the company described', () => {
  it('is read by the types of its properties', () => {
    const told = {
      number: ' 7 ',
      weight: '3.5',
      pieces: '2',
      express: 'no',
      promised: '2026-01-05 10:00',
      carrier: 'SF',
      site: 's',
    }
    expect(fit(told)).toEqual({
      payload: {
        number: '7',
        weight: '3.50',
        pieces: 2,
        express: false,
        promised: '2026-01-05T02:00:00.000Z',
        carrier: 'sf',
        site: 's',
      },
      undeclared: [],
    })
  })

  it('keeps what is not declared and names it; what the collection adds is none of it, nor what is empty', () => {
    const beside = { site: 's', context: {}, channel: 'collect', identifiers: [], traits: {} }
    expect(fit({ number: 'a', colour: 'red', size: null, ...beside })).toEqual({
      payload: { number: 'a', colour: 'red', size: null, ...beside },
      undeclared: [['colour', 'red']],
    })
  })

  it.each([
    [{}, 'event.property_missing', 'number'],
    [{ number: ' ' }, 'event.property_missing', 'number'],
    [{ number: 7 }, 'event.property_kind', 'number'],
    [{ number: { a: 1 } }, 'event.property_kind', 'number'],
    [{ number: 'a', weight: 'heavy' }, 'event.property_kind', 'weight'],
    [{ number: 'a', pieces: 1.5 }, 'event.property_kind', 'pieces'],
    [{ number: 'a', express: 'perhaps' }, 'event.property_kind', 'express'],
    [{ number: 'a', promised: 'soon' }, 'event.property_kind', 'promised'],
    [{ number: 'a', carrier: 'ups' }, 'event.property_kind', 'carrier'],
  ])('does not fit as %j', (payload, code, property) => {
    expect(fit(payload)).toMatchObject({ code, property })
  })

  it('is not found in what every object inherits', () => {
    expect(fit(JSON.parse('{"number":"a","constructor":"x","__proto__":{"weight":"heavy"}}'))).toMatchObject({
      undeclared: [
        ['constructor', 'x'],
        ['__proto__', { weight: 'heavy' }],
      ],
    })
  })
})

describe('other events', () => {
  it('of the product are taken as they come', () => {
    const payload = { seconds: 'long', more: 1 }
    expect(fitEvent(model, 'page', { name: 'page.viewed', payload }, context)).toEqual({ payload, undeclared: [] })
  })

  it('of a name that nobody described wait, told by a page or a program; what the house and its channels tell is theirs', () => {
    const told = (source: Parameters<typeof fitEvent>[1]) => fitEvent(model, source, { name: 'ghost.came', payload: {} }, context)
    for (const source of ['page', 'program'] as const)
      expect(told(source)).toMatchObject({ code: 'event.undefined', property: null })
    for (const source of ['house', 'channel:self', 'channel:wecom'] as const) expect(told(source)).not.toHaveProperty('code')
  })
})
