import { defineModule, label } from '@lianke/kernel'
import { replayInbox } from './commands/replay-inbox.command.ts'
import { inboxMigrations } from './inbox.migration.ts'
import { deadEnvelopes, doneEnvelopes } from './retentions/envelopes.retention.ts'

export { deadEnvelopesSource } from './dead-envelopes.source.ts'
export { intake } from './intake.engine.ts'
export { openReceiver, type Received, type Receiver } from './receive.ts'
export { openRefusedLog, receivedCallbacks } from './received-callbacks.source.ts'

/** The inbox for the model: its table, its command, its words. */
export const intakeModule = defineModule({
  name: 'intake',
  label: label('收件', 'Intake'),
  commands: [replayInbox],
  rights: [{ name: 'intake.operate', label: label('处理死信', 'Handle dead letters') }],
  migrations: inboxMigrations,
  retentions: [doneEnvelopes, deadEnvelopes],
  words: {
    'refusal.intake.unknown_channel': label('没有名为 {channel} 的渠道', 'There is no channel named {channel}'),
    'refusal.collect.bad_event': label('事件格式有误', 'The event is malformed'),
  },
})
