import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  configureStep,
  connectStep,
  emptyGraph,
  type Graph,
  insertStep,
  openEnds,
  outletsBy,
  removeStep,
} from './process-graph.ts'
import { layOut, rowHeight } from './lay-out.ts'

const outlets = outletsBy(
  new Map([
    ['send', ['next']],
    ['flow.exit', []],
    ['flow.wait_until', ['event', 'timeout']],
    ['flow.branch', null],
  ]),
)
const built = (...steps: string[]): Graph =>
  steps.reduce<Graph>(
    (graph, step) =>
      insertStep(
        graph,
        {
          from: graph.nodes.at(-1)?.id ?? null,
          outlet: graph.nodes.at(-1) ? (outlets(graph.nodes.at(-1) as never)[0] ?? '') : '',
        },
        step,
        {},
        outlets,
      )?.graph ?? graph,
    emptyGraph,
  )

describe('building a journey', () => {
  it('puts a step between two others, and the second follows its first way out', () => {
    const graph = built('send', 'send')
    const [a, b] = graph.nodes
    const between = insertStep(graph, { from: a?.id ?? '', outlet: 'next' }, 'flow.wait_until', {}, outlets)
    const wait = between?.graph.nodes.find(({ step }) => step === 'flow.wait_until')
    expect(between?.graph.nodes.find(({ id }) => id === a?.id)?.next).toEqual({ next: wait?.id })
    expect(wait?.next).toEqual({ event: b?.id, timeout: null })
  })
  it('puts a step before all others', () => {
    const graph = built('send')
    const first = insertStep(graph, { from: null, outlet: '' }, 'flow.wait_until', {}, outlets)
    expect(first?.graph.entry).toBe(first?.id)
    expect(first?.graph.nodes.at(-1)?.next.event).toBe(graph.entry)
  })
  it('closes the gap when a step is taken out, and drops what nobody reaches any more', () => {
    const graph = built('send', 'flow.wait_until', 'send')
    const wait = graph.nodes[1]?.id ?? ''
    const side = insertStep(graph, { from: wait, outlet: 'timeout' }, 'send', {}, outlets)?.graph ?? graph
    expect(side.nodes).toHaveLength(4)
    const less = removeStep(side, wait, outlets)
    expect(less.nodes.map(({ id }) => id)).toEqual([graph.nodes[0]?.id, graph.nodes[2]?.id])
    expect(less.nodes[0]?.next).toEqual({ next: graph.nodes[2]?.id })
  })
  it('cuts ways out that a branch no longer has', () => {
    const graph =
      insertStep(emptyGraph, { from: null, outlet: '' }, 'flow.branch', { branches: [{ outlet: 'a' }] }, outlets)?.graph ??
      emptyGraph
    const grown = insertStep(graph, { from: graph.entry, outlet: 'a' }, 'send', {}, outlets)?.graph ?? graph
    const cut = configureStep(grown, graph.entry, { branches: [{ outlet: 'b' }] }, outlets)
    expect(cut.nodes).toHaveLength(1)
    expect(cut.nodes[0]?.next).toEqual({ b: null, else: null })
  })
})

describe('the picture', () => {
  it('puts two ways side by side and everything below what leads to it, also in a circle', () => {
    const graph = built('flow.wait_until', 'send')
    const forked = insertStep(graph, { from: graph.entry, outlet: 'timeout' }, 'send', {}, outlets)?.graph ?? graph
    const { steps: places } = layOut(
      connectStep(forked, { from: forked.nodes[1]?.id ?? '', outlet: 'next' }, forked.entry),
      outlets,
    )
    const [top, one, two] = forked.nodes.map(({ id }) => places.get(id))
    expect(one?.y).toBe(two?.y)
    expect(one?.y).toBeGreaterThan(top?.y ?? 0)
    expect((one?.x ?? 0) + (two?.x ?? 0)).toBe(2 * (top?.x ?? 0))
  })
  it('lays a step that branches join below all of them, and each way to it in a column of its own', () => {
    const step = (id: string, kind: string, next: Readonly<Record<string, string | null>>, config = {}) => ({
      id,
      step: kind,
      config,
      next,
    })
    const graph = {
      entry: 'b',
      nodes: [
        step('b', 'flow.branch', { b1: 'x', b2: 'y', else: 'z' }, { branches: [{ outlet: 'b1' }, { outlet: 'b2' }] }),
        step('x', 'send', { next: 'z' }),
        step('y', 'send', { next: 'y2' }),
        step('y2', 'send', { next: 'z' }),
        step('z', 'send', { next: 'b' }),
      ],
    }
    const { steps, lanes } = layOut(graph, outlets)
    const [x, y2, z] = ['x', 'y2', 'z'].map((id) => steps.get(id))
    expect(z).toEqual({ x: y2?.x, y: 3 * rowHeight })
    expect(lanes.get('x>next')).toBe(x?.x)
    // Its own column, beside those of the other branches; a way back runs beside everything.
    const columns = [x?.x, y2?.x, lanes.get('b>else'), lanes.get('z>next')].map(Number)
    expect(columns).toEqual(columns.toSorted((one, other) => one - other))
    expect(new Set(columns).size).toBe(4)
  })
  it('never lays two steps on one another, whatever was built', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('send', 'flow.wait_until', 'flow.branch'), fc.nat()), { maxLength: 25 }),
        (acts) => {
          let graph = emptyGraph
          for (const [step, at] of acts) {
            const ends = graph.nodes.length === 0 ? [{ from: null, outlet: '' }] : openEnds(graph, outlets)
            const gap = ends[at % Math.max(ends.length, 1)]
            if (gap)
              graph =
                insertStep(
                  graph,
                  gap,
                  step,
                  step === 'flow.branch' ? { branches: [{ outlet: 'yes' }, { outlet: 'maybe' }] } : {},
                  outlets,
                )?.graph ?? graph
          }
          const { steps, ends } = layOut(graph, outlets)
          const places = [...steps.values(), ...ends.values()].map(({ x, y }) => `${x} ${y}`)
          expect(steps.size).toBe(graph.nodes.length)
          expect(ends.size).toBe(openEnds(graph, outlets).length)
          expect(new Set(places).size).toBe(places.length)
        },
      ),
    )
  })
})
