import { describe, expect, it } from 'vitest'
import { drawProcess } from './draw-process.ts'
import { emptyGraph, type Graph, outletsBy, triggerId } from './process-graph.ts'

const outletsOf = outletsBy(
  new Map([
    ['send', ['next']],
    ['flow.wait_until', ['event', 'timeout']],
  ]),
)
const graph: Graph = {
  entry: 'wait',
  nodes: [
    { id: 'wait', step: 'flow.wait_until', config: {}, next: { event: 'send', timeout: null } },
    { id: 'send', step: 'send', config: {}, next: { next: null } },
  ],
}
const draw = (of: Graph, path: ReadonlyMap<string, number> = new Map()) =>
  drawProcess({ graph: of, outletsOf, path, sayOutlet: (_node, outlet) => outlet })
const ways = (drawn: ReturnType<typeof draw>) => drawn.edges.map(({ source, target, data }) => ({ source, target, ...data }))

describe('a journey that is drawn', () => {
  it('has a card for the trigger, for each step and for each end that is open', () => {
    expect(draw(graph).nodes.map(({ id, type }) => [id, type])).toEqual([
      [triggerId, 'trigger'],
      ['wait', 'step'],
      ['#end wait>timeout', 'end'],
      ['send', 'step'],
      ['#end send>next', 'end'],
    ])
  })
  it('has a way for each way out, said by its name, open where nothing follows', () => {
    expect(ways(draw(graph))).toEqual([
      { source: triggerId, target: 'wait', gap: { from: null, outlet: '' }, said: '', open: false, passed: false },
      { source: 'wait', target: 'send', gap: { from: 'wait', outlet: 'event' }, said: 'event', open: false, passed: false },
      {
        source: 'wait',
        target: '#end wait>timeout',
        gap: { from: 'wait', outlet: 'timeout' },
        said: 'timeout',
        open: true,
        passed: false,
      },
      {
        source: 'send',
        target: '#end send>next',
        gap: { from: 'send', outlet: 'next' },
        said: 'next',
        open: true,
        passed: false,
      },
    ])
  })
  it('shows the way of a trial run only where it went from one step straight to the next', () => {
    const passed = (path: ReadonlyMap<string, number>) => ways(draw(graph, path)).map((way) => 'passed' in way && way.passed)
    expect(
      passed(
        new Map([
          ['wait', 1],
          ['send', 2],
        ]),
      ),
    ).toEqual([true, true, false, false])
    expect(
      passed(
        new Map([
          ['wait', 1],
          ['send', 3],
        ]),
      ),
    ).toEqual([true, false, false, false])
  })
  it('runs a way to a step that another way placed in a lane, and keeps room for what is said of it', () => {
    const joined: Graph = {
      entry: 'wait',
      nodes: [
        { id: 'wait', step: 'flow.wait_until', config: {}, next: { event: 'first', timeout: 'send' } },
        { id: 'first', step: 'send', config: {}, next: { next: 'send' } },
        { id: 'send', step: 'send', config: {}, next: { next: null } },
      ],
    }
    const { nodes } = draw(joined)
    expect(ways(draw(joined)).filter((way) => 'lane' in way)).toMatchObject([{ source: 'wait', target: 'send', said: 'timeout' }])
    expect(nodes.filter(({ type }) => type === 'lane').map(({ id }) => id)).toEqual(['#lane wait>timeout'])
  })
  it('offers a first place below the trigger where there is no step', () => {
    const { nodes, edges } = draw(emptyGraph)
    expect(nodes.map(({ id }) => id)).toEqual([triggerId, '#start'])
    expect(edges).toMatchObject([{ source: triggerId, target: '#start', data: { open: true } }])
  })
  it('lays a card around the middle of its place', () => {
    const [trigger, place] = draw(emptyGraph).nodes
    const middle = (node: typeof trigger) => (node?.position.x ?? 0) + (node?.width ?? 0) / 2
    expect(middle(trigger)).toBe(middle(place))
  })
})
