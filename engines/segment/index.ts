import { defineEvent, defineModule, label, segmentEntered, segmentLeft, text } from '@lianke/kernel'
import { segmentFaults } from './commands/faults.command.ts'
import { segmentMembers } from './commands/members.command.ts'
import { segmentsOfPerson } from './commands/of-person.command.ts'
import { segmentState } from './commands/state.command.ts'
import { segmentPreview } from './routes/preview.route.ts'
import { listenedBySegments } from './statements/listened.statement.ts'
import { segmentMigrations } from './segment.migration.ts'

export { previewSegment } from './preview.ts'
export { evaluateSegment, rebuildSegment, segmentClock } from './rebuild.ts'
export { passFacts, segment } from './segment.engine.ts'

const fields = { segment: text(label('分群', 'Segment')) }

/** Segments for the model: what the timeline and journeys learn of membership. */
export const segmentModule = defineModule({
  name: 'segment',
  label: label('分群引擎', 'Segments'),
  migrations: segmentMigrations,
  listens: { ofSomebody: true, ask: listenedBySegments },
  commands: [segmentFaults, segmentMembers, segmentState, segmentsOfPerson],
  routes: [segmentPreview],
  events: [
    defineEvent({ name: segmentEntered, label: label('进入分群', 'Entered a segment'), icon: 'filter', fields }),
    defineEvent({ name: segmentLeft, label: label('离开分群', 'Left a segment'), icon: 'filter', fields }),
  ],
  words: {
    'refusal.segment.store_not_whole': label(
      '分析库正在重建或数据不全，请稍后再算',
      'The analytics store is being made anew or lacks data; try again later',
    ),
    'refusal.segment.circle': label('分群互相引用成了一个圈', 'The segments refer to one another in a circle'),
  },
})
