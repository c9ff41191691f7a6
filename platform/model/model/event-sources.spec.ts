import {
  defineChannel,
  defineEvent,
  defineModule,
  defineReaction,
  type EventDefinition,
  type FactSource,
  label,
} from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { tellingProblem } from './event-sources.ts'
import { buildModel } from './model.ts'

const word = label('测试', 'Test')
const mail = defineChannel({ name: 'mail', label: word, actions: [] })
const event = (name: string, from?: readonly FactSource[]): EventDefinition =>
  defineEvent({ name, label: word, fields: {}, ...(from ? { from } : {}) })
const modelOf = (events: readonly EventDefinition[]) =>
  buildModel([
    defineModule({
      name: 'shop',
      label: word,
      events,
      channels: [mail],
      namespaces: ['till'],
      reactions: [
        defineReaction({ name: 'shop.a', on: ['basket.left'], once: (fact) => fact.id, run: async () => undefined }),
        defineReaction({ name: 'shop.b', on: ['alarm.*'], once: (fact) => fact.id, run: async () => undefined }),
      ],
    }),
  ])
const sources: readonly FactSource[] = ['page', 'program', 'house', 'channel:mail', 'channel:self']

describe('who may tell an event', () => {
  it('is the house alone when nothing is said', () => {
    const model = modelOf([event('coupon.used')])
    expect(model.events.get('coupon.used')?.from).toEqual(['house'])
    expect(sources.filter((source) => tellingProblem(model, 'coupon.used', source) === null)).toEqual(['house'])
  })

  it.each(sources.slice(0, 4))('is %s alone when it alone is named', (named) => {
    const model = modelOf([event('coupon.used', [named])])
    for (const source of sources)
      expect(tellingProblem(model, 'coupon.used', source), source).toBe(source === named ? null : 'event.wrong_source')
  })

  it('must be somebody who exists', () => {
    expect(() => modelOf([event('coupon.used', [])])).toThrow(/coupon.used says who may tell it/)
    expect(() => modelOf([event('coupon.used', ['channel:fax'])])).toThrow(
      /coupon.used is told by a source that exists \(channel:fax\)/,
    )
    const nobody = { ...event('coupon.used'), from: ['anybody'] } as unknown as EventDefinition
    expect(() => modelOf([nobody])).toThrow(/a source that exists \(anybody\)/)
    expect(() => modelOf([event('coupon.used', ['channel:mail', 'page'])])).not.toThrow()
  })

  it.each([
    'shop.anything',
    'mail.opened',
    'till.opened',
    'shop',
    'basket.left',
    'alarm.rung',
    'anything.created',
    'segment.entered',
    'person.x',
  ])('is nobody from outside for the undefined name %s', (name) => {
    const model = modelOf([])
    for (const source of sources)
      expect(tellingProblem(model, name, source), source).toBe(source === 'house' ? null : 'event.reserved_name')
  })

  it.each(['order.shipped', 'purchase', 'shopping.done', 'basket.lefts'])(
    'is a page, a program or a journey of the company for the undefined name %s, and no vendor',
    (name) => {
      const model = modelOf([])
      expect(sources.filter((source) => tellingProblem(model, name, source) === null)).toEqual([
        'page',
        'program',
        'house',
        'channel:self',
      ])
    },
  )
})
