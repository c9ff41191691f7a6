import type { ModuleDefinition } from '@lianke/kernel'
import { commandsModule } from '@lianke/platform/commands'
import { platformModule } from '@lianke/platform/http'
import { importsModule } from '@lianke/platform/imports'
import { channels } from './channels.ts'
import { engineModules } from './engines.ts'
import { modules } from './modules.ts'

/** Everything the product is made of. */
export const definitions: readonly ModuleDefinition[] = [
  platformModule,
  commandsModule,
  importsModule,
  ...modules,
  ...channels,
  ...engineModules,
]
