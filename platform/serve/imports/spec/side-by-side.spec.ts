import { setImmediate as soon } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { takeSideBySide } from '../run/side-by-side.ts'

interface Block {
  readonly name: string
  /** What it names; none: it must be written alone. */
  readonly marks: readonly string[] | null
}

/** What is told of each block, in order: it begins, it has its numbers, it has landed. A block lands when it is let. */
const flown = async (given: readonly Block[], { inTurn = false, failing = '' } = {}) => {
  const log: string[] = []
  const going = new Map<string, { number: () => void; land: () => void }>()
  async function* blocks() {
    yield* given
  }
  const done = takeSideBySide({
    blocks: blocks(),
    marksOf: ({ marks }) => marks && new Set(marks),
    inTurn,
    take: async ({ name }, underWay) => {
      log.push(`${name} begins`)
      await new Promise<void>((land) => {
        const number = () => {
          log.push(`${name} has its numbers`)
          underWay()
        }
        going.set(name, { number, land })
      })
      log.push(`${name} has landed`)
      if (name === failing) throw new Error(`${name} failed`)
    },
  })
  done.catch(() => undefined)
  const settle = async () => {
    for (let turn = 0; turn < 10; turn++) await soon()
  }
  const at = async (name: string, what: 'number' | 'land') => {
    await settle()
    going.get(name)?.[what]()
    await settle()
  }
  return { log, at, done }
}
const apart: readonly Block[] = [
  { name: 'A', marks: ['1'] },
  { name: 'B', marks: ['2'] },
  { name: 'C', marks: ['3'] },
]

describe('blocks of an import', () => {
  it('are two at once where they name different records', async () => {
    const { log, at, done } = await flown(apart)
    await at('B', 'land')
    expect(log).toEqual(['A begins', 'B begins', 'B has landed', 'C begins'])
    await at('A', 'land')
    await at('C', 'land')
    await done
  })

  it('wait for the one that names a record of theirs, and alone for all', async () => {
    const { log, at, done } = await flown([
      { name: 'A', marks: ['1'] },
      { name: 'B', marks: ['2', '1'] },
      { name: 'C', marks: null },
    ])
    await at('A', 'land')
    await at('B', 'land')
    await at('C', 'land')
    await done
    expect(log).toEqual(['A begins', 'A has landed', 'B begins', 'B has landed', 'C begins', 'C has landed'])
  })

  it('begin in turn once the one before has its numbers, or has landed without', async () => {
    const { log, at, done } = await flown(apart, { inTurn: true })
    await at('A', 'number')
    expect(log).toEqual(['A begins', 'A has its numbers', 'B begins'])
    await at('A', 'land')
    expect(log.slice(3)).toEqual(['A has landed'])
    await at('B', 'land')
    expect(log.slice(4)).toEqual(['B has landed', 'C begins'])
    await at('C', 'land')
    await done
  })

  it('end at the first fault, when those in flight have landed', async () => {
    const { log, at, done } = await flown(apart, { inTurn: true, failing: 'A' })
    await at('A', 'number')
    await at('A', 'land')
    await at('B', 'land')
    await expect(done).rejects.toThrow('A failed')
    expect(log).toEqual(['A begins', 'A has its numbers', 'B begins', 'A has landed', 'B has landed'])
  })
})
