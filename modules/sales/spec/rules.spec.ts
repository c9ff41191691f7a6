import { describe, expect, it } from 'vitest'
import { dealIn, saidStage, type Stage, wantedOf } from '../rules/deal.rule.ts'
import { standardPipeline } from '../rules/standard-pipeline.rule.ts'

const now = '2026-06-01T00:00:00.000Z'
const stage = (kind: Stage['kind'], probability: string | null = '25'): Stage => ({ id: kind, pipeline: 'p', kind, probability })
const deal = (row: object, before: object | null = null) => ({ row, before }) as never

describe('a deal in a stage', () => {
  it('has the stage’s pipeline, state and chance; closing it decides the chance', () => {
    expect(dealIn(stage('open'), deal({}), now)).toMatchObject({
      stage: 'open',
      pipeline: 'p',
      status: 'open',
      probability: '25',
      closed_at: null,
    })
    expect(dealIn(stage('won'), deal({}), now)).toMatchObject({ status: 'won', probability: '100', closed_at: now })
    expect(dealIn(stage('lost'), deal({ probability: '80' }), now)).toMatchObject({ status: 'lost', probability: '0' })
  })
  it('keeps a chance that somebody thought of, until it moves', () => {
    const standing = { stage: 'open', probability: '60' }
    expect(dealIn(stage('open'), deal({ ...standing, name: 'x' }, standing), now)).not.toHaveProperty('probability')
    expect(
      dealIn(stage('open'), deal({ stage: 'open', probability: '60' }, { stage: 'other', probability: '60' }), now),
    ).toMatchObject({
      probability: '25',
    })
    expect(dealIn(stage('open'), deal({ probability: '70' }, { stage: 'other', probability: '60' }), now)).not.toHaveProperty(
      'probability',
    )
  })
  it('entered it when it moved there', () => {
    expect(dealIn(stage('open'), deal({}, { stage: 'other' }), now)).toMatchObject({ stage_entered_at: now })
    expect(dealIn(stage('open'), deal({}, { stage: 'open', stage_entered_at: '2026-01-01' }), now)).toMatchObject({
      stage_entered_at: '2026-01-01',
    })
  })
  it('that is brought closed was closed on its date, never in the future', () => {
    expect(dealIn(stage('won'), deal({ close_on: '2025-03-04' }), now)).toMatchObject({ closed_at: '2025-03-04T12:00:00.000Z' })
    expect(dealIn(stage('won'), deal({ close_on: '2030-01-01' }), now)).toMatchObject({ closed_at: now })
    expect(
      dealIn(stage('won'), deal({ closed_at: '2026-02-02' }, { status: 'won', closed_at: '2026-02-02' }), now),
    ).toMatchObject({
      closed_at: '2026-02-02',
    })
  })
})

describe('the stage of a deal', () => {
  it('is said only by who changes it; else it is asked for by pipeline and state', () => {
    expect(saidStage(deal({ stage: 's1' }, { stage: 's1' }))).toBeNull()
    expect(saidStage(deal({ stage: 's2' }, { stage: 's1' }))).toBe('s2')
    expect(wantedOf(deal({}), stage('open'))).toEqual({ pipeline: 'p', kind: 'open' })
    expect(wantedOf(deal({ pipeline: 'q', status: 'won' }), stage('open'))).toEqual({ pipeline: 'q', kind: 'won' })
  })
})

describe('the pipeline a company starts with', () => {
  it('ends won or lost, in the company’s language', () => {
    expect(standardPipeline('en').stages.map(({ kind }) => kind)).toEqual(['open', 'open', 'open', 'open', 'won', 'lost'])
    expect(standardPipeline('zh-CN').stages[0]?.name).toBe('初步接洽')
  })
})
