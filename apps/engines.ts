import type { ModuleDefinition } from '@lianke/kernel'
import { deliveryModule } from '@lianke/engine-delivery'
import { identityModule } from '@lianke/engine-identity'
import { intakeModule } from '@lianke/engine-intake'
import { processModule } from '@lianke/engine-process'
import { outreachModule } from '@lianke/engine-outreach'
import { segmentModule } from '@lianke/engine-segment'
import { collectModule } from '@lianke/platform/collect'
import { channels } from './channels.ts'
import { modules } from './modules.ts'

const rooms = [...modules, ...channels]
const all = { channels: channels.flatMap((module) => module.channels ?? []) }

/** The machines of the spine, left to right, as the model sees them: their tables, commands and words. One line per engine. */
export const engineModules: readonly ModuleDefinition[] = [
  collectModule,
  intakeModule,
  identityModule,
  segmentModule,
  processModule({
    kinds: rooms.flatMap((module) => module.processes ?? []),
    steps: rooms.flatMap((module) => module.steps ?? []),
    ...all,
  }),
  outreachModule,
  deliveryModule(all),
]
