import type { ModuleDefinition } from '@lianke/kernel'

/** The machines of the spine, left to right, as the model sees them: their tables, commands and words. One line per engine. */
export const engineModules: readonly ModuleDefinition[] = []
