import { defineStep, label, text } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { draftProblems, graphIn, outletsOf } from '../rules/graph.rule.ts'

const step = (name: string, more: Partial<Parameters<typeof defineStep>[0]> = {}) =>
  defineStep({
    name,
    label: label(name, name),
    icon: 'clock',
    group: 'flow',
    fields: {},
    outlets: ['next'],
    enter: async () => [],
    ...more,
  })
const steps = new Map(
  [
    step('add_tag'),
    step('send', { fields: { what: text(label('内容', 'Content'), { required: true }), more: text(label('附言', 'More')) } }),
    step('flow.wait', { waits: true }),
    step('flow.exit', { outlets: [] }),
    step('nowhere', { outlets: [] }),
    step('split', { outlets: ({ parts }) => (Array.isArray(parts) ? parts.map(String) : []) }),
  ].map((one) => [one.name, one]),
)
const judging = {
  kind: { name: 'journey', triggers: ['event', 'segment', 'record', 'manual'] },
  steps,
  subject: { name: 'customer.person', person: 'id' },
} as const
const manual = { on: 'manual' }
const node = (id: unknown, kind: unknown, next: unknown = {}, config: unknown = {}) => ({ id, step: kind, config, next })
const problemsOf = (nodes: unknown, entry: unknown = 'a', trigger: unknown = manual) =>
  draftProblems({ graph: { entry, nodes }, trigger }, judging)
const codesOf = (...given: Parameters<typeof problemsOf>) => problemsOf(...given).map(({ path, code }) => `${path} ${code}`)

describe('a draft that may be published', () => {
  it.each([
    ['one node without anything behind it', [node('a', 'add_tag', { next: null })]],
    ['a node that leaves its outlets open', [node('a', 'add_tag')]],
    ['a node that says nothing of settings and outlets', [{ id: 'a', step: 'add_tag' }]],
    ['two after one another', [node('a', 'add_tag', { next: 'b' }), node('b', 'flow.exit')]],
    ['a circle with a wait in it', [node('a', 'add_tag', { next: 'b' }), node('b', 'flow.wait', { next: 'a' })]],
    ['two ways to one place', [node('a', 'split', { x: 'b', y: 'b' }, { parts: ['x', 'y'] }), node('b', 'add_tag')]],
    ['a setting that is required and there', [node('a', 'send', {}, { what: '您好' })]],
    ['two hundred nodes', Array.from({ length: 200 }, (_, n) => node(n === 0 ? 'a' : `n${n}`, 'add_tag'))],
  ])('%s', (_case, nodes) => {
    expect(problemsOf(nodes)).toEqual([])
  })
})

describe('what is wrong with a draft, each at its place', () => {
  it.each([
    ['no graph', null],
    ['a list instead of a graph', []],
    ['no nodes', { entry: 'a' }],
    ['an empty list of nodes', { entry: 'a', nodes: [] }],
  ])('%s: nothing else is said', (_case, graph) => {
    expect(draftProblems({ graph, trigger: null }, judging)).toEqual([{ path: '/nodes', code: 'journey.empty' }])
  })
  it('too many nodes', () => {
    expect(problemsOf(Array.from({ length: 201 }, (_, n) => node(`n${n}`, 'add_tag')))).toEqual([
      { path: '/nodes', code: 'journey.too_many_nodes', params: { max: 200 } },
    ])
  })
  it.each([
    ['nothing', null],
    ['no id', node('', 'add_tag')],
    ['an id that is no text', node(1, 'add_tag')],
    ['no step', node('b', undefined)],
  ])('a node that is none (%s): the others are not judged', (_case, bad) => {
    expect(codesOf([node('a', 'unheard_of'), bad])).toEqual(['/nodes/1 journey.bad_node'])
  })
  it('one id twice', () => {
    expect(codesOf([node('a', 'add_tag'), node('a', 'add_tag')])).toEqual(['/nodes/1/id journey.double_node'])
  })
  it.each([['b'], [undefined], [7]])('an entry that is no node (%s)', (entry) => {
    expect(draftProblems({ graph: { entry, nodes: [node('a', 'add_tag')] }, trigger: manual }, judging)).toEqual([
      { path: '/entry', code: 'journey.no_entry' },
    ])
  })
  it('a step that nobody offers', () => {
    expect(problemsOf([node('a', 'unheard_of')])).toEqual([
      { path: '/nodes/0', code: 'journey.unknown_step', params: { step: 'unheard_of' } },
    ])
  })
  it.each([[undefined], [null], [''], [[]]])('a required setting that is missing (%j)', (what) => {
    expect(problemsOf([node('a', 'send', {}, { what })])).toEqual([
      { path: '/nodes/0/config/what', code: 'journey.missing_setting', params: { field: 'what' } },
    ])
  })
  it('a step with no way out that is not the exit', () => {
    expect(codesOf([node('a', 'nowhere')])).toEqual(['/nodes/0/config journey.no_way_out'])
    expect(codesOf([node('a', 'split', {}, { parts: [] })])).toEqual(['/nodes/0/config journey.no_way_out'])
  })
  it('an outlet the step does not have; one that leads to no node', () => {
    expect(codesOf([node('a', 'add_tag', { else: null })])).toEqual(['/nodes/0/next/else journey.unknown_outlet'])
    expect(problemsOf([node('a', 'add_tag', { next: 'z' })])).toEqual([
      { path: '/nodes/0/next/next', code: 'journey.points_nowhere', params: { node: 'z' } },
    ])
    expect(codesOf([node('a', 'add_tag', { next: 7 })])).toEqual(['/nodes/0/next/next journey.points_nowhere'])
  })
  it('a circle without a wait, at the node that closes it', () => {
    expect(problemsOf([node('a', 'add_tag', { next: 'b' }), node('b', 'add_tag', { next: 'a' })])).toEqual([
      { path: '/nodes/1', code: 'journey.circle_without_wait', params: { node: 'b' } },
    ])
    expect(codesOf([node('a', 'add_tag', { next: 'a' })])).toEqual(['/nodes/0 journey.circle_without_wait'])
  })
  it('a circle that nobody reaches is one too', () => {
    expect(codesOf([node('a', 'add_tag'), node('b', 'add_tag', { next: 'c' }), node('c', 'add_tag', { next: 'b' })])).toEqual([
      '/nodes/2 journey.circle_without_wait',
    ])
  })
})

describe('what starts a journey', () => {
  it.each([
    ['nothing', null, ['/trigger journey.no_trigger']],
    ['a word nobody knows', { on: 'moon' }, ['/trigger/on journey.no_trigger']],
    ['an event', { on: 'event', event: 'page.viewed' }, []],
    ['an event without its name', { on: 'event', event: '' }, ['/trigger/event journey.missing_setting']],
    [
      'a segment without anything',
      { on: 'segment' },
      ['/trigger/segment journey.missing_setting', '/trigger/change journey.missing_setting'],
    ],
    ['a record', { on: 'record', object: 'lead.lead', change: 'created' }, []],
    ['a record without its change', { on: 'record', object: 'lead.lead' }, ['/trigger/change journey.missing_setting']],
  ])('%s', (_case, trigger, codes) => {
    expect(codesOf([node('a', 'add_tag')], 'a', trigger)).toEqual(codes)
  })
})

describe('the graph that a draft holds', () => {
  it('is read with settings and outlets, where a draft leaves them out', () => {
    expect(
      graphIn({ entry: 'a', nodes: [{ id: 'a', step: 'add_tag' }, node('b', 'send', { next: null }, { what: 'x' })] }),
    ).toEqual({
      entry: 'a',
      nodes: [
        { id: 'a', step: 'add_tag', config: {}, next: {} },
        { id: 'b', step: 'send', config: { what: 'x' }, next: { next: null } },
      ],
    })
  })
  it.each([[null], ['graph'], [{ nodes: [] }]])('is none in %j', (draft) => {
    expect(graphIn(draft)).toBeNull()
  })
  it('has the outlets its settings make', () => {
    const split = steps.get('split')
    expect(split && outletsOf(split, { parts: ['x', 'y'] })).toEqual(['x', 'y'])
  })
})
