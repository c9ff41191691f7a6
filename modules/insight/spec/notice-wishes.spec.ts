import { label } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { wishesOf, wishInput } from '../rules/notice-wishes.rule.ts'

const notice = (name: string, message: boolean) => ({ name, label: label(name, name), kind: 'info' as const, message })
const due = notice('fieldwork.task_due', true)
const lost = notice('customer.person_lost', false)
const wish = (row: Record<string, unknown>) => wishesOf([due], [{ notice: due.name, ...row }]).map(wishInput)[0]

describe('how somebody is told of things', () => {
  it('by itself a notice rings at once, and is messaged where the product says so', () => {
    expect(wishesOf([due, lost], [])).toEqual([
      { notice: due, bell: true, message: true, pace: 'now' },
      { notice: lost, bell: true, message: false, pace: 'now' },
    ])
  })
  it('as they chose, each kind by its own row, in the order of the product', () => {
    expect(
      wishesOf(
        [due, lost],
        [
          { notice: lost.name, bell: false, message: true, pace: 'daily' },
          { notice: 'a.notice_that_is_gone', bell: false },
        ],
      ).map(wishInput),
    ).toEqual([
      { notice: due.name, bell: true, message: true, pace: 'now' },
      { notice: lost.name, bell: false, message: true, pace: 'daily' },
    ])
  })
  it.each([
    ['nothing: the bell, no message', {}, { bell: true, message: false, pace: 'now' }],
    [
      'an empty message is none, even where the product would send one',
      { message: null },
      { bell: true, message: false, pace: 'now' },
    ],
    ['only a clear no silences the bell', { bell: null }, { bell: true, message: false, pace: 'now' }],
    [
      'a pace nobody knows is at once',
      { bell: false, message: true, pace: 'weekly' },
      { bell: false, message: true, pace: 'now' },
    ],
  ])('a row that says %s', (_case, row, read) => {
    expect(wish(row)).toEqual({ notice: due.name, ...read })
  })
})
