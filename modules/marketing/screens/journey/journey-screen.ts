import { label } from '@lianke/kernel'
import type { ProcessScreen } from '@lianke/ui/process'
import { journeyStarts } from './journey-starts.ts'

/** Journeys on screen. */
export const journeyScreen: ProcessScreen = {
  kind: 'journey',
  starts: journeyStarts,
  help: label('客户做了什么，就自动接上一步', 'When a customer does something, the next step follows by itself'),
}
