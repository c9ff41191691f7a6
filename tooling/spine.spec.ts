import type { Ledger } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { tableUses, untrueWords } from './engine-tables.ts'
import { spine } from './spine.ts'

const tables = new Map<string, Ledger>([
  ['inbox', 'inbox'],
  ['fact', 'fact'],
  ['customer_identifier', 'handle'],
  ['process_run', 'run'],
  ['intent', 'intent'],
])
const words = (text: string, reads: readonly Ledger[], writes: Ledger) =>
  untrueWords({ name: 'test', reads, writes }, tableUses(text, new Set(tables.keys()), 'x.ts'), tables)

describe('what an engine says of itself is held against its statements', () => {
  it('reads what it says, and no more', () => {
    const text = 'select * from fact f join customer_identifier i on true where f.id = any($1)'
    expect(words(text, ['fact', 'handle'], 'run')).toEqual([])
    expect(words(text, ['fact'], 'run')).toEqual([
      'x.ts: engine test reads customer_identifier and does not say that it reads handle',
    ])
  })
  it('says nothing that no statement does', () => {
    expect(words('select 1', ['fact'], 'run')).toEqual(['engine test says that it reads fact, and no statement of it does'])
  })
  it('writes its own ledger only', () => {
    for (const statement of ['insert into intent (id) values ($1)', 'update intent set x = 1', 'delete from intent where true'])
      expect(words(statement, [], 'run')).toEqual(['x.ts: engine test writes intent, which is of the ledger intent'])
    expect(words('update process_run set x = 1', [], 'run')).toEqual([])
  })
  it('counts the platform’s reader of facts, and waiting for identity', () => {
    expect(words('await readFacts(db, { after: identityReader })', ['fact', 'handle'], 'run')).toEqual([])
  })
  it('takes no word of a comment for a statement', () => {
    expect(words('// comes from inbox\n/* update intent */', [], 'run')).toEqual([])
  })
  it('holds for the engines of the product', async () => {
    expect((await spine()).faults).toEqual([])
  })
})
