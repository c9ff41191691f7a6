import { describe, expect, it } from 'vitest'
import { aboutOfTask } from '../rules/about-of-task.rule.ts'

describe('what a task is about', () => {
  it('is its lead before a deal, a ticket or a company, and nothing where it has none', () => {
    const lead = { id: 'l', title: '王五' }
    expect(aboutOfTask({ lead, opportunity: { id: 'o', title: '大单' } })).toEqual({ ...lead, object: 'lead.lead' })
    expect(aboutOfTask({ lead: null, ticket: { id: 't' } })).toMatchObject({ id: 't', object: 'ticket.ticket' })
    expect(aboutOfTask({ person: { id: 'p', title: '张三' } })).toBeNull()
  })
})
