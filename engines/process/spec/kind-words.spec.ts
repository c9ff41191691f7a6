import { defineProcess, label } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { draftProblems } from '../rules/graph.rule.ts'
import { wordsOfKind } from '../rules/kind-words.rule.ts'

const words = label('x', 'x')
const kind = defineProcess({
  name: 'errand',
  label: label('跑腿', 'Errand'),
  icon: 'route',
  object: 'test.errand',
  subject: 'any',
  triggers: ['manual'],
  palette: ['flow'],
  policies: { reentry: { mode: 'always' }, told: false },
  words: { entered: words, ended: words, enrol: words, enrolled: words },
})

describe('the words of a kind', () => {
  it('are there for each thing that may be wrong with a draft, in both languages', () => {
    const said = wordsOfKind(kind)
    const drafts = [
      { graph: null, trigger: null },
      {
        graph: {
          entry: 'a',
          nodes: [
            { id: 'a', step: 'nowhere' },
            { id: 'a', step: 'nowhere' },
          ],
        },
        trigger: null,
      },
      { graph: { entry: 'x', nodes: [{ id: 'a' }] }, trigger: { on: 'event' } },
    ]
    const codes = drafts
      .flatMap((draft) => draftProblems(draft, { kind, steps: new Map(), subject: null }))
      .map(({ code }) => code)
    expect(codes.length).toBeGreaterThan(5)
    expect(codes.filter((code) => !said[`refusal.${code}`])).toEqual([])
  })
  it('name the kind', () => {
    expect(wordsOfKind(kind)['refusal.errand.not_running']).toEqual({ zh: '跑腿没有在运行', en: 'The errand is not running' })
  })
})
