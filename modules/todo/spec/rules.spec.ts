import { alwaysOpen, type TypeContext, outcomesIn, outletsOfAsking, saidLabel } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { type Answerable, judgeAnswer, mayAnswer } from '../rules/answer.rule.ts'
import { askedIn, openTitle } from '../rules/asked.rule.ts'
import { byTurn, toLeastLoaded } from '../rules/deal.rule.ts'
import { dueAt, remindAt } from '../rules/deadline.rule.ts'
import { decidingFields } from '../rules/deciding-fields.rule.ts'
import { formIn, optionsOfAsked, readForm } from '../rules/form.rule.ts'
import { order } from '@lianke/commerce/contract'

const context: TypeContext = { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY', region: 'CN' }

describe('the outcomes of a step', () => {
  it('are approve and reject where nothing is said, and what is said else, each key once', () => {
    expect(outcomesIn(null).map(({ key, note }) => [key, note])).toEqual([
      ['approve', 'optional'],
      ['reject', 'required'],
    ])
    const given = [
      { key: 'ok', label: '可以' },
      { key: 'ok', label: 'twice' },
      { key: 'No!', label: 'x' },
      { key: 'mute' },
      { key: 'timeout', label: 'x' },
    ]
    expect(outcomesIn(given)).toEqual([{ key: 'ok', label: { zh: '可以', en: '可以' }, note: 'optional', tone: 'plain' }])
  })
  it('are its ways out, and timeout where a deadline ends it', () => {
    expect(outletsOfAsking({})).toEqual(['approve', 'reject'])
    expect(outletsOfAsking({ due_in: 4 })).toEqual(['approve', 'reject', 'timeout'])
    expect(outletsOfAsking({ due_in: 4, late: 'to_manager' })).toEqual(['approve', 'reject'])
  })
  it('are said in one language or in both', () => {
    expect(saidLabel({ zh: '好', en: '' })).toEqual({ zh: '好', en: '好' })
    expect(saidLabel(' ')).toBeNull()
  })
})

describe('how members share', () => {
  it('goes round in a fixed order after the last, also when that one has gone', () => {
    expect(byTurn(['c', 'a', 'b'], null, 4)).toEqual(['a', 'b', 'c', 'a'])
    expect(byTurn(['a', 'b', 'c'], 'a', 2)).toEqual(['b', 'c'])
    expect(byTurn(['a', 'c'], 'b', 2)).toEqual(['c', 'a'])
    expect(byTurn(['a', 'b'], 'b', 1)).toEqual(['a'])
    expect(byTurn([], 'b', 1)).toEqual([])
  })
  it('takes a set as it takes one after the other', () => {
    const single: string[] = []
    for (let last: string | null = null, n = 0; n < 7; n++) {
      const [next = ''] = byTurn(['a', 'b', 'c'], last, 1)
      single.push(next)
      last = next
    }
    expect(byTurn(['a', 'b', 'c'], null, 7)).toEqual(single)
  })
  it('gives to whoever has least, of equals the first', () => {
    expect(toLeastLoaded(['a', 'b', 'c'], new Map([['a', 2]]), 5)).toEqual(['b', 'c', 'b', 'c', 'a'])
    expect(toLeastLoaded([], new Map(), 2)).toEqual([])
  })
})

describe('a deadline', () => {
  const hours = [{ from: '09:00', to: '18:00' }]
  const calendar = { ...alwaysOpen('Asia/Shanghai'), week: [hours, hours, hours, hours, hours, [], []] }
  const friday = '2026-11-27T08:00:00.000Z' // 16:00 in Shanghai
  it('counts the working time of whoever has it', () => {
    expect(dueAt(calendar, friday, { amount: 4, unit: 'working_hour' })).toBe('2026-11-30T03:00:00.000Z')
    expect(dueAt(calendar, friday, { amount: 1, unit: 'working_day' })).toBe('2026-11-30T08:00:00.000Z')
    expect(dueAt(calendar, friday, { amount: 4, unit: 'hour' })).toBe('2026-11-27T12:00:00.000Z')
    expect(dueAt(calendar, friday, { amount: 0, unit: 'day' })).toBeNull()
  })
  it('is reminded of in working time before, and not when that has passed', () => {
    expect(remindAt(calendar, '2026-11-30T03:00:00.000Z', 180, friday)).toBe('2026-11-27T09:00:00.000Z')
    expect(remindAt(calendar, friday, 60, friday)).toBeNull()
    expect(remindAt(calendar, null, 60, friday)).toBeNull()
  })
})

describe('a form', () => {
  const form = formIn([
    { name: 'amount', type: 'decimal', label: '批准金额', required: true },
    { name: 'kind', type: 'select', choices: ['a', 'b'] },
    { name: 'amount', type: 'text' },
    { name: 'x', type: 'image' },
  ])
  it('asks what it names, and is the same when read again', () => {
    expect(form.map(({ name, type, required }) => [name, type, required])).toEqual([
      ['amount', 'decimal', true],
      ['kind', 'select', false],
    ])
    expect(formIn(form)).toEqual(form)
    expect(form.map(optionsOfAsked).map(({ options }) => (Array.isArray(options) ? options.length : 0))).toEqual([0, 2])
  })
  it('is read by the rules of field types', () => {
    expect(readForm(form, { amount: '12.50', kind: 'b', more: 1 }, context)).toEqual({
      values: { amount: '12.50', kind: 'b' },
      problems: [],
    })
    expect(readForm(form, { kind: 'c' }, context).problems.map(({ path, code }) => [path, code])).toEqual([
      ['/form/amount', 'field.required'],
      ['/form/kind', 'field.not_an_option'],
    ])
  })
})

describe('an answer', () => {
  const item = (more: Partial<Answerable> = {}): Answerable => ({
    status: 'open',
    owner: 'me',
    candidates: [],
    asked: askedIn({ title: 't' }),
    ...more,
  })
  const codeOf = (one: Answerable, answer: Parameters<typeof judgeAnswer>[2]) => {
    const judged = judgeAnswer(one, 'me', answer, context)
    return 'code' in judged ? judged.code : judged.outcome.key
  }
  it('is the assignee’s, or, while nobody has it, of those who may take it', () => {
    expect(mayAnswer({ owner: null, candidates: ['me'] }, 'me')).toBe(true)
    expect(mayAnswer({ owner: 'you', candidates: ['me'] }, 'me')).toBe(false)
    expect(codeOf(item({ owner: 'you' }), { outcome: 'approve' })).toBe('work_item.not_yours')
  })
  it('is given once, with what is asked for', () => {
    expect(codeOf(item(), { outcome: 'approve' })).toBe('approve')
    expect(codeOf(item(), { outcome: 'perhaps' })).toBe('work_item.no_such_outcome')
    expect(codeOf(item(), { outcome: 'reject', note: ' ' })).toBe('work_item.note_missing')
    expect(codeOf(item(), { outcome: 'reject', note: '太低' })).toBe('reject')
    expect(codeOf(item({ status: 'answered' }), { outcome: 'approve' })).toBe('work_item.already_answered')
    expect(codeOf(item({ status: 'expired' }), { outcome: 'approve' })).toBe('work_item.is_closed')
    const form = askedIn({ title: 't', form: [{ name: 'sum', type: 'decimal', required: true }] })
    expect(codeOf(item({ asked: form }), { outcome: 'approve' })).toBe('work_item.form_unfit')
    expect(codeOf(item({ asked: form }), { outcome: 'approve', form: { sum: '3' } })).toBe('approve')
  })
})

describe('what one decides by', () => {
  it('is what the step names, else the most telling of lists', () => {
    expect(decidingFields(order, ['status', 'gone'])).toEqual(['status'])
    expect(decidingFields(order, [])).toHaveLength(3)
    expect(decidingFields(order, [])[0]).toBe('total')
  })
  it('is called without what may be closed to a reader', () => {
    expect(openTitle({ title: '{number} 折扣 {discount}' })).toBe('… 折扣 …')
  })
})
