import { label } from '@lianke/kernel'
import type { ProcessScreen } from '@lianke/ui/process'
import { escalationStarts } from '../processes/escalation.starts.ts'

/** Escalations on screen. */
export const escalationScreen: ProcessScreen = {
  kind: 'escalation',
  starts: escalationStarts,
  help: label(
    '工单快超时或已超时，就通知、提高优先级、转交，直到解决',
    'Tickets that are late or nearly: told of, raised, handed on, until they are solved',
  ),
}
