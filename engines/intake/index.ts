import { defineModule, label } from '@lianke/kernel'
import { replayInbox } from './commands/replay-inbox.command.ts'
import { discardHeldEvents, replayHeldEvents, takeBackHeldEvents } from './commands/held-events.commands.ts'
import { heldEventsRoute, quarantineRoute, tryHeldRoute } from './routes/quarantine.route.ts'
import { inboxMigrations } from './inbox.migration.ts'
import { deadEnvelopes, doneEnvelopes, heldEnvelopes } from './retentions/envelopes.retention.ts'

export { deadEnvelopesSource } from './dead-envelopes.source.ts'
export { intake } from './intake.engine.ts'
export { openReceiver, type Received, type Receiver } from './receive.ts'
export { openRefusedLog, receivedCallbacks } from './received-callbacks.source.ts'

/** The inbox for the model: its table, its command, its words. */
export const intakeModule = defineModule({
  name: 'intake',
  label: label('收件', 'Intake'),
  commands: [replayInbox, replayHeldEvents, discardHeldEvents, takeBackHeldEvents],
  routes: [quarantineRoute, heldEventsRoute, tryHeldRoute],
  rights: [{ name: 'intake.operate', label: label('处理死信', 'Handle dead letters') }],
  migrations: inboxMigrations,
  retentions: [doneEnvelopes, deadEnvelopes, heldEnvelopes],
  words: {
    'refusal.intake.unknown_channel': label('没有名为 {channel} 的渠道', 'There is no channel named {channel}'),
    'refusal.event.nothing_held': label('隔离区里没有这样的事件', 'There is no such event in the quarantine'),
    'refusal.collect.bad_event': label('事件格式有误', 'The event is malformed'),
  },
})
