import { describe, expect, it } from 'vitest'
import { lawFaults } from '../laws.ts'
import { casts } from './casts.law.ts'
import { doorSize } from './door-size.law.ts'
import { duplicates } from './duplicates.law.ts'
import { functionLength } from './function-length.law.ts'
import { sourceOf } from './law.ts'
import { roomSize } from './room-size.law.ts'
import { specOfEach } from './spec-of-each.law.ts'
import { unusedExports } from './unused-exports.law.ts'

const lines = (count: number) => Array.from({ length: count }, (_, n) => `  const a${n} = ${n}`).join('\n')
const named = (breaches: readonly { place: string }[]) => breaches.map(({ place }) => place)

describe('laws', () => {
  it('find functions longer than sixty lines, by their names, and not in specifications', () => {
    const long = `export const walk = () => {\n${lines(60)}\n}\nexport const short = () => {\n${lines(40)}\n}`
    expect(named(functionLength.breaches([sourceOf('kernel/a.ts', long)]))).toEqual(['kernel/a.ts#walk'])
    expect(functionLength.breaches([sourceOf('kernel/a.spec.ts', long)])).toEqual([])
  })
  it('find doors with more than thirty names, counting lists and single names', () => {
    const names = (count: number) => Array.from({ length: count }, (_, n) => `n${n}`).join(', ')
    const door = (text: string) => doorSize.breaches([sourceOf('modules/x/index.ts', text)]).length
    expect([
      door(`export { ${names(30)} } from './a.ts'`),
      door(`export { ${names(30)} } from './a.ts'\nexport const more = 1`),
    ]).toEqual([0, 1])
  })
  it('find rooms of more than eighty files, specifications aside', () => {
    const room = (count: number, suffix: string) =>
      Array.from({ length: count }, (_, n) => sourceOf(`modules/x/f${n}${suffix}`, ''))
    expect(named(roomSize.breaches([...room(81, '.ts'), ...room(50, '.spec.ts')]))).toEqual(['modules/x'])
    expect(roomSize.breaches(room(80, '.ts'))).toEqual([])
  })
  it('find acts and rules that no specification states', () => {
    const act = sourceOf('modules/x/commands/a.command.ts', `defineCommand({ name: 'thing.do', run })`)
    const rule = sourceOf('modules/x/rules/b.rule.ts', 'export const priceOf = 1')
    expect(named(specOfEach.breaches([act, rule]))).toEqual([
      'modules/x/commands/a.command.ts#thing.do',
      'modules/x/rules/b.rule.ts',
    ])
    const spec = sourceOf('modules/x/spec/x.spec.ts', `run('thing.do', {}); expect(priceOf)`)
    expect(specOfEach.breaches([act, rule, spec])).toEqual([])
  })
  it('find what is exported and named nowhere else', () => {
    const sources = [sourceOf('kernel/a.ts', 'export const used = 1\nexport interface Alone {}'), sourceOf('kernel/b.ts', 'used')]
    expect(named(unusedExports.breaches(sources))).toEqual(['kernel/a.ts#Alone'])
  })
  it('count casts, not the names of imports and of parts of a statement', () => {
    const text = `import { a as B } from 'x'\n// x as Row\nconst r = x as Row\nconst l = (y as { id: string }).id as const\nconst f = x as (a: string) => void\n\`with a as (select 1), b as (\n select 2)\``
    expect(casts.breaches([sourceOf('kernel/a.ts', text)])).toMatchObject([{ size: 3 }])
  })
})

describe('the law of duplicates', () => {
  const said = (from: number, count: number) => Array.from({ length: count }, (_, n) => `say(${from + n})`).join('\n')
  const sizes = (...texts: readonly string[]) =>
    duplicates.breaches(texts.map((text, n) => sourceOf(`kernel/f${n}.ts`, text))).map(({ place, size }) => [place, size])
  it('counts lines that stand at two places, eight together at least', () => {
    expect(sizes(said(0, 10), `first()\n${said(0, 10)}`)).toEqual([['kernel/f1.ts', 10]])
    expect(sizes(said(0, 7), said(0, 7))).toEqual([])
    expect(sizes(said(0, 20), said(100, 20))).toEqual([])
  })
  it('counts no brackets, imports, comments and lists of words', () => {
    const nothing = Array.from({ length: 20 }, () => "}\n'eq',\n// a word\nimport { a } from 'b'").join('\n')
    expect(sizes(nothing, nothing)).toEqual([])
  })
})

describe('what is known of a law', () => {
  const breach = (place: string, size: number) => ({ place, size, says: 'too long' })
  it('may only become less: more is a fault, new is a fault, and less is to be written down', () => {
    expect(lawFaults(functionLength, [breach('a', 70)], { a: 70 })).toEqual([])
    expect(lawFaults(functionLength, [breach('a', 71), breach('b', 61)], { a: 70 })).toEqual(['a: too long', 'b: too long'])
    expect(lawFaults(functionLength, [breach('a', 69)], { a: 70, gone: 99 })).toEqual([
      expect.stringContaining('a: better than'),
      expect.stringContaining('gone: better than'),
    ])
  })
})
