import type { EntryKind } from '@lianke/kernel'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestTenant, testTenant } from '../../../testing/index.ts'
import { proveLedgers } from '../index.ts'
import { countingShop, points } from './ledgers.testing.ts'

let tenant: TestTenant
let person: string
beforeAll(async () => {
  tenant = await testTenant({ modules: countingShop })
  person = (await tenant.system((work) => work.records.create('customer.person', { name: '安' }))).id
})
afterAll(() => tenant.close())

interface Act {
  readonly kind: Exclude<EntryKind, 'expire'>
  /** Key by number; low numbers meet again. */
  readonly key: number
  readonly account: number
  readonly amount: number
  readonly of: number
}
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('post', 'post', 'post', 'hold', 'capture', 'release', 'reverse'),
  key: fc.nat(40),
  account: fc.nat(1),
  amount: fc.integer({ min: -20, max: 30 }).filter((n) => n !== 0),
  of: fc.nat(40),
})

interface Known extends Act {
  answered: boolean
  readonly moved: number
}
/** The plain model: what a clerk would write on paper. Answers what the ledger should say to each act. */
class Paper {
  readonly accounts = [0, 1].map(() => ({ balance: 0, held: 0, awaited: 0 }))
  readonly known = new Map<number, Known>()

  say(act: Act): string {
    const before = this.known.get(act.key)
    const followed = this.known.get(act.of)
    const follows = act.kind !== 'post' && act.kind !== 'hold'
    if (follows && !followed) return 'ledger.unknown_entry'
    if (before) {
      const same = follows
        ? before.kind === act.kind && before.of === act.of
        : before.kind === act.kind && before.account === act.account && before.amount === act.amount
      return same ? 'repeated' : 'ledger.key_taken'
    }
    if (!followed || !follows) return this.write(act, act.account, act.kind === 'post' ? act.amount : 0)
    const account = followed.account
    if (act.kind === 'reverse') {
      if (followed.answered) return 'ledger.reversed_already'
      if (followed.kind !== 'post' && followed.kind !== 'capture') return 'ledger.not_reversible'
      return this.write(act, account, -followed.moved, followed)
    }
    if (followed.kind !== 'hold') return 'ledger.not_a_hold'
    if (followed.answered) return 'ledger.hold_settled'
    return this.write(act, account, act.kind === 'capture' ? followed.amount : 0, followed)
  }

  write(act: Act, at: number, moved: number, followed?: Known): string {
    const account = this.accounts[at]
    if (!account) throw new Error('there are two accounts')
    const hold = act.kind === 'hold' ? act.amount : followed?.kind === 'hold' ? -followed.amount : 0
    const opens = act.kind === 'hold'
    const side = opens ? act.amount : (followed?.amount ?? 0)
    const after = {
      balance: account.balance + moved,
      held: account.held + (side < 0 ? -hold : 0),
      awaited: account.awaited + (side > 0 ? hold : 0),
    }
    const [free, freeBefore] = [after.balance - after.held, account.balance - account.held]
    if (free < freeBefore && free < 0) return 'ledger.below_floor'
    Object.assign(account, after)
    this.known.set(act.key, { ...act, account: at, answered: false, moved })
    if (followed) followed.answered = true
    return 'written'
  }
}

let run = 0
it('says to every act what a clerk would, whatever comes in whatever sets', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 }), async (sets) => {
      const mark = `run ${run++}`
      const paper = new Paper()
      const programme = (account: number) => `${mark} ${account}`
      const key = (n: number) => `${mark} ${n}`
      for (const set of sets) {
        // One set is of one kind; what it follows must have been there before it.
        const kind = set[0]?.kind ?? 'post'
        const acts = set
          .map((one) => ({ ...one, kind }))
          .filter((one) => kind === 'post' || kind === 'hold' || !set.some((other) => other.key === one.of))
        const expected = acts.map((one) => paper.say(one))
        const outcome = await tenant.system((work) => {
          const ledger = work.ledger(points)
          if (kind === 'post' || kind === 'hold')
            return ledger[kind](
              acts.map((one) => ({
                key: key(one.key),
                account: { person, programme: programme(one.account) },
                amount: one.amount,
              })),
              { partial: true },
            )
          return ledger[kind](
            acts.map((one) => ({ key: key(one.key), of: key(one.of) })),
            { partial: true },
          )
        })
        const codes = new Map(outcome.refused.map(({ row, code }) => [row, code]))
        expect(outcome.entries.map((entry, row) => (entry ? (entry.repeated ? 'repeated' : 'written') : codes.get(row)))).toEqual(
          expected,
        )
      }
      const kept = await tenant.system((work) =>
        work.ledger(points).balances([0, 1].map((account) => ({ person, programme: programme(account) }))),
      )
      expect(
        kept.map(({ balance, held, awaited }) => ({ balance: Number(balance), held: Number(held), awaited: Number(awaited) })),
      ).toEqual(paper.accounts)
    }),
    { numRuns: 60 },
  )
  expect((await proveLedgers(tenant.platform, tenant.id)).flatMap(({ differences }) => differences)).toEqual([])
})
