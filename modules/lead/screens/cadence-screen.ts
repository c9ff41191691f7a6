import { label } from '@lianke/kernel'
import type { ProcessScreen } from '@lianke/ui/process'
import { cadenceStarts } from '../processes/cadence.starts.ts'

/** Cadences on screen. */
export const cadenceScreen: ProcessScreen = {
  kind: 'cadence',
  starts: cadenceStarts,
  help: label(
    '线索分给谁，就按节奏打电话、发消息，有回应就停',
    'Calls and messages by plan for whoever has the lead; it stops when the lead answers',
  ),
}
