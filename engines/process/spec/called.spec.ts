import { label, reference, text } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { type CalledProcess, callProblems, callsIn } from '../rules/called.rule.ts'

const idOf = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`
const [a, b, c] = [idOf('a'), idOf('b'), idOf('c')]
const said = label('x', 'x')
const lead = { name: 'lead', fields: { person: reference(said, 'person'), name: text(said) } }
const person = { name: 'person', fields: {} }
const node = (step: string, config: Readonly<Record<string, unknown>>) => ({ id: 'n', step, config, next: {} })
const calling = (process: string, more: Readonly<Record<string, unknown>> = {}) => node('flow.call_process', { process, ...more })
const on = (object: string, calls: readonly string[] = [], running = true): CalledProcess => ({ object, running, calls })
const codesOf = (
  one: ReturnType<typeof node>,
  called: Readonly<Record<string, CalledProcess>>,
  subject: typeof lead | typeof person = lead,
) =>
  callProblems([one], subject, {
    self: a,
    called: new Map(Object.entries(called)),
    object: (name) => [lead, person].find((object) => object.name === name) ?? null,
  }).map(({ path, code }) => `${path} ${code}`)

describe('the calls of a process', () => {
  it('are found in its graph, each once; what is no id is none', () => {
    const graph = {
      nodes: [
        calling(b),
        calling(b),
        node('flow.for_each', { process: c }),
        calling('x'),
        node('flow.wait', { process: a }),
        null,
      ],
    }
    expect(callsIn(graph)).toEqual([b, c])
    expect(callsIn(null)).toEqual([])
  })
  it('may be of one for these records, or for those that a field leads to', () => {
    expect(codesOf(calling(b), { [b]: on('lead') })).toEqual([])
    expect(codesOf(calling(b, { via: 'person' }), { [b]: on('person') })).toEqual([])
    expect(codesOf(node('flow.for_each', { process: b, object: 'lead', via: 'person' }), { [b]: on('lead') }, person)).toEqual([])
  })
  it.each([
    ['itself', calling(a), {}, '/nodes/0/config/process circular_call'],
    [
      'one that calls it back',
      calling(b),
      { [b]: on('lead', [c]), [c]: on('lead', [a]) },
      '/nodes/0/config/process circular_call',
    ],
    ['one that is not there', calling(b), {}, '/nodes/0/config/process called_not_published'],
    ['one that has ended', calling(b), { [b]: on('lead', [], false) }, '/nodes/0/config/process called_not_published'],
    ['one for other records', calling(b), { [b]: on('person') }, '/nodes/0/config/process called_not_for'],
    ['a field that leads nowhere', calling(b, { via: 'name' }), { [b]: on('person') }, '/nodes/0/config/via bad_setting'],
    [
      'records of no object',
      node('flow.for_each', { process: b, object: 'x' }),
      { [b]: on('x') },
      '/nodes/0/config/object bad_setting',
    ],
  ])('may not be of %s', (_case, one, called, problem) => {
    expect(codesOf(one, called)).toEqual([problem])
  })
  it('may go in a circle of others', () => {
    expect(codesOf(calling(b), { [b]: on('lead', [c]), [c]: on('lead', [b]) })).toEqual([])
  })
})
