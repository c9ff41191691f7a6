import type { EngineDefinition } from '@lianke/kernel'

/** The machines of the spine, left to right. One line per engine. */
export const engines: readonly EngineDefinition[] = [
]
