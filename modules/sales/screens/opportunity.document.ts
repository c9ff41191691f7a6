import { defineDocument } from '@lianke/kernel'

/** How a deal is worked on: along the stages of its pipeline, to be won or lost. */
export const opportunityDocument = defineDocument({
  on: 'sales.opportunity',
  about: ['person', 'account'],
  path: {
    field: 'stage',
    since: 'stage_entered_at',
    move: { act: 'opportunity.move_stage', input: 'stage' },
    ends: { kind: 'kind', acts: { won: 'opportunity.win', lost: 'opportunity.lose' } },
  },
  figures: ['amount', 'probability', 'close_on'],
  terms: ['next_step', 'competitor', 'source', 'type', 'tags', 'description'],
  acts: ['opportunity.win', 'opportunity.lose', 'opportunity.reopen'],
  talk: true,
})
