import type { Meta } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { wishesOf, wishInput } from '../rules/notice-wishes.rule.ts'

const notice = (name: string, message: boolean): Meta['notices'][number] => ({
  name,
  label: { zh: name, en: name },
  kind: 'task',
  message,
})
const [task, lead] = [notice('task.created', true), notice('lead.assigned', false)]

describe('how one is told', () => {
  it('is in the bell at once, and by message where the notice does so by itself, until somebody chooses', () => {
    expect(wishesOf([task, lead], [])).toEqual([
      { notice: task, bell: true, message: true, pace: 'now' },
      { notice: lead, bell: true, message: false, pace: 'now' },
    ])
  })
  it('is as it was chosen, for that notice alone', () => {
    const chosen = [{ notice: 'task.created', bell: false, message: true, pace: 'daily' }]
    expect(wishesOf([task, lead], chosen)).toMatchObject([
      { bell: false, message: true, pace: 'daily' },
      { bell: true, message: false, pace: 'now' },
    ])
  })
  it('is in the bell and by no message where a choice leaves them unsaid', () => {
    expect(wishesOf([task], [{ notice: 'task.created' }])).toMatchObject([{ bell: true, message: false, pace: 'now' }])
  })
  it('is said to the command by the name of the notice', () => {
    expect(wishInput({ notice: lead, bell: true, message: false, pace: 'daily' })).toEqual({
      notice: 'lead.assigned',
      bell: true,
      message: false,
      pace: 'daily',
    })
  })
})
