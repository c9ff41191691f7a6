import { outletsOfApproving, nodeOfWay, wayTo } from '@lianke/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { approvingIn, outcomesFor, saidBy, stepName } from '../rules/approving.rule.ts'
import { asksAhead, finalStatus } from '../rules/final.rule.ts'
import { mayChange } from '../rules/may-change.rule.ts'
import { type Circumstances, type EdgeRules, planSeats } from '../rules/plan-seats.rule.ts'
import { judgeSeats, type Mode, modes, type Seat } from '../rules/seat.rule.ts'
import { standInOf } from '../rules/stand-in.rule.ts'

const rules: EdgeRules = { empty: 'administrator', fallback: null, same: 'superior', repeat: 'each' }
const facts: Circumstances = {
  submitter: 'me',
  superior: 'boss',
  agreed: new Set(),
  agreedLast: new Set(),
  administrators: ['admin', 'admin2'],
  standIn: (id) => id,
}
const plan = (approvers: readonly string[], more: Partial<EdgeRules> = {}, about: Partial<Circumstances> = {}) =>
  planSeats(approvers, { ...rules, ...more }, { ...facts, ...about }).map(({ approver, status, why }) => [approver, status, why])

describe('a step without an approver', () => {
  it('passes by itself where it says so', () => {
    expect(plan([], { empty: 'pass' })).toEqual([[null, 'passed', 'empty']])
  })
  it('asks an administrator', () => {
    expect(plan([])).toEqual([['admin', 'waiting', 'administrator']])
  })
  it('asks whom it names', () => {
    expect(plan([], { empty: 'person', fallback: 'deputy' })).toEqual([['deputy', 'waiting', 'fallback']])
  })
  it('has no seat where nobody can be asked at all', () => {
    expect(plan([], { empty: 'person' })).toEqual([])
    expect(plan([], {}, { administrators: [] })).toEqual([])
  })
})

describe('an approver who is the submitter', () => {
  it('is replaced by the superior, who is asked once', () => {
    expect(plan(['me', 'boss', 'a'])).toEqual([
      ['boss', 'waiting', 'superior'],
      ['a', 'waiting', null],
    ])
  })
  it('leaves the step without an approver where nobody is above', () => {
    expect(plan(['me'], {}, { superior: null })).toEqual([['admin', 'waiting', 'administrator']])
  })
  it('passes by itself', () => {
    expect(plan(['me', 'a'], { same: 'pass' })).toEqual([
      ['me', 'passed', 'same'],
      ['a', 'waiting', null],
    ])
  })
  it('decides oneself', () => {
    expect(plan(['me'], { same: 'decide' })).toEqual([['me', 'waiting', null]])
  })
})

describe('somebody who has agreed before', () => {
  const before = { agreed: new Set(['a', 'b']), agreedLast: new Set(['b']) }
  it('is asked each time', () => {
    expect(plan(['a', 'b'], {}, before).map(([, status]) => status)).toEqual(['waiting', 'waiting'])
  })
  it('is asked once only', () => {
    expect(plan(['a', 'b', 'c'], { repeat: 'first' }, before).map(([, status]) => status)).toEqual([
      'passed',
      'passed',
      'waiting',
    ])
  })
  it('is not asked by the very next step', () => {
    expect(plan(['a', 'b'], { repeat: 'consecutive' }, before).map(([, status]) => status)).toEqual(['waiting', 'passed'])
  })
})

describe('somebody who is away', () => {
  it('has a stand-in, or that one’s; a circle decides itself; the submitter stands in for nobody', () => {
    const standIn = standInOf([
      { who: 'a', standIn: 'b' },
      { who: 'b', standIn: 'c' },
      { who: 'x', standIn: 'y' },
      { who: 'y', standIn: 'x' },
      { who: 'z', standIn: 'me' },
    ])
    expect(['a', 'b', 'c', 'x', 'y'].map(standIn)).toEqual(['c', 'c', 'c', 'x', 'y'])
    expect(planSeats(['a', 'z'], rules, { ...facts, standIn })).toMatchObject([
      { approver: 'c', instead_of: 'a', why: 'away' },
      { approver: 'z', instead_of: null },
    ])
  })
})

describe('the settings of a step', () => {
  it('are read with what is usual, superiors in order and up to the top', () => {
    expect(approvingIn({})).toMatchObject({
      who: 'superior',
      level: 1,
      mode: 'all',
      empty: 'administrator',
      same: 'superior',
      repeat: 'each',
    })
    expect(approvingIn({ who: 'superiors', mode: 'any' })).toMatchObject({ mode: 'in_order', level: null })
    expect(stepName({ name: '', who: 'superior' }, 'en')).toBe('Superior')
    expect(stepName({ name: '财务', who: 'role' }, 'zh-CN')).toBe('财务')
  })
  it('say which buttons there are, and which need a word', () => {
    const notes = (given: Record<string, unknown>) => outcomesFor(approvingIn(given)).map(({ key, note }) => [key, note])
    expect(notes({})).toEqual([
      ['approve', 'optional'],
      ['reject', 'required'],
      ['return', 'required'],
    ])
    expect(notes({ opinion: 'always', returns: 'never' })).toEqual([
      ['approve', 'required'],
      ['reject', 'required'],
    ])
    expect(['approve', 'reject', 'return', 'timeout', 'other'].map(saidBy)).toEqual([
      'approved',
      'rejected',
      'returned',
      'expired',
      null,
    ])
  })
  it('say the ways out', () => {
    expect(outletsOfApproving({ due_in: 4, late: 'expire' })).toEqual(['approved', 'rejected', 'timeout'])
    expect(outletsOfApproving({ due_in: 4, late: 'tell_manager' })).toEqual(['approved', 'rejected'])
    expect(nodeOfWay(wayTo('a'))).toBe('a')
    expect(nodeOfWay('approved')).toBeNull()
  })
})

describe('how a request ends', () => {
  const end = (reason: string, decision: string | null = null, ahead = false) => finalStatus({ reason, decision, ahead })
  it('follows from its run and from what was decided last', () => {
    expect(end('completed')).toBe('approved')
    expect(end('completed', 'rejected')).toBe('rejected')
    expect(end('exit', 'timeout')).toBe('rejected')
    expect(end('withdrawn', 'approved')).toBe('withdrawn')
    expect(end('deleted', 'approved')).toBe('cancelled')
    expect(end('特批', 'approved')).toBe('approved')
    expect(end('failed')).toBeNull()
    expect(end('failed', 'approved')).toBe('approved')
  })
  it('takes nobody’s consent for given who would still have been asked', () => {
    expect(end('failed', 'approved', true)).toBeNull()
    expect(end('exit', 'approved', true)).toBe('cancelled')
    expect(end('goal')).toBe('cancelled')
    const graph = {
      nodes: [
        { id: 'a', step: 'approval.approve', next: { approved: 'set', rejected: null } },
        { id: 'set', step: 'record.set_fields', next: { next: 'b' } },
        { id: 'b', step: 'approval.approve', next: { approved: 'done', rejected: null } },
        { id: 'done', step: 'record.run_command', next: { next: null } },
      ],
    }
    expect(['a', 'set', 'b', 'done', null].map((node) => asksAhead(graph, node))).toEqual([true, true, true, false, false])
  })
})

describe('what may be changed meanwhile', () => {
  it('is what the step leaves open, all of it', () => {
    expect(mayChange(['a', 'b'], ['a'])).toBe(true)
    expect(mayChange(['a'], ['a', 'b'])).toBe(false)
    expect(mayChange(['a'], null)).toBe(false)
  })
})

/** A step as people bring it about: seats, a mode, and answers with additions on the way. */
const seatsOf = (count: number, passed: readonly boolean[]): Seat[] =>
  Array.from({ length: count }, (_, place) => ({
    id: `s${place}`,
    place,
    status: passed[place] ? 'passed' : 'waiting',
    added_to: null,
    added: null,
  }))
const open = (seats: readonly Seat[], ids: readonly string[]): Seat[] =>
  seats.map((seat) => (ids.includes(seat.id) ? { ...seat, status: 'open' } : seat))

interface Turn {
  readonly pick: number
  readonly does: 'approve' | 'reject' | 'expire' | 'transfer' | 'before' | 'after'
}
/** One act of one who is asked. */
const acted = (seats: readonly Seat[], { pick, does }: Turn, at: number): Seat[] => {
  const asked = seats.filter(({ status }) => status === 'open')
  const seat = asked[pick % asked.length]
  if (!seat) return [...seats]
  const set = (status: Seat['status']) => seats.map((one) => (one.id === seat.id ? { ...one, status } : one))
  const added = (how: 'before' | 'after'): Seat => ({ ...seat, id: `n${at}`, status: 'waiting', added_to: seat.id, added: how })
  if (does === 'approve') return set('approved')
  if (does === 'reject') return set('rejected')
  if (does === 'expire') return set('expired')
  if (does === 'before') return [...set('waiting'), added('before')]
  if (does === 'after') return [...set('approved'), added('after')]
  const moved = set('transferred').map((one) => (one.added_to === seat.id ? { ...one, added_to: `n${at}` } : one))
  return [...moved, { ...seat, id: `n${at}` }]
}

const turn = fc.record({
  pick: fc.nat(20),
  does: fc.constantFrom<Turn['does']>('approve', 'approve', 'approve', 'transfer', 'before', 'after', 'reject', 'expire'),
})
const flow = fc.record({
  count: fc.integer({ min: 1, max: 6 }),
  passed: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  mode: fc.constantFrom<Mode>(...modes),
  turns: fc.array(turn, { maxLength: 12 }),
})

/** Plays a step to its end: the given acts first, consent of whoever is asked after them. */
const played = ({ count, passed, mode, turns }: { count: number; passed: boolean[]; mode: Mode; turns: Turn[] }) => {
  let seats = seatsOf(count, passed)
  for (let at = 0; at < 200; at++) {
    const { outlet, opens } = judgeSeats(seats, mode)
    if (outlet) return { seats, outlet, rounds: at }
    seats = open(seats, opens)
    // Never a dead end: as long as nothing is decided, somebody is asked.
    expect(seats.some(({ status }) => status === 'open')).toBe(true)
    seats = acted(seats, turns[at] ?? { pick: 0, does: 'approve' }, at)
  }
  throw new Error('it never ends')
}

describe('whatever approvers do', () => {
  it('a step never comes to a dead end, and always ends', () => {
    fc.assert(
      fc.property(flow, (given) => void played(given)),
      { numRuns: 2000 },
    )
  })
  it('a step that is approved skipped nobody who had to agree', () => {
    fc.assert(
      fc.property(flow, (given) => {
        const { seats, outlet } = played(given)
        if (outlet !== 'approved') return
        const standing = seats.filter(({ status }) => status !== 'transferred')
        expect(standing.some(({ status }) => status === 'rejected')).toBe(false)
        if (given.mode !== 'any') expect(standing.every(({ status }) => status === 'approved' || status === 'passed')).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
  it('a refusal is never outvoted', () => {
    fc.assert(
      fc.property(flow, (given) => {
        const { seats, outlet } = played(given)
        if (seats.some(({ status }) => status === 'rejected')) expect(outlet).toBe('rejected')
      }),
      { numRuns: 1000 },
    )
  })
  it('in order, nobody is asked before those before him have agreed', () => {
    fc.assert(
      fc.property(flow, ({ count, passed }) => {
        let seats = seatsOf(count, passed)
        for (let at = 0; at < count; at++) {
          const { outlet, opens } = judgeSeats(seats, 'in_order')
          if (outlet) return
          expect(opens).toHaveLength(1)
          seats = acted(open(seats, opens), { pick: 0, does: 'approve' }, at)
        }
      }),
    )
  })
})
