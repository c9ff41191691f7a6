export { collectChannel } from './collect.channel.ts'
export { collectBatch, collectPlugin, type CollectDoors, type CollectKey } from './collect.plugin.ts'
export { correctClock, eventsPerRequestMax, readEvent } from './read-event.rule.ts'
export { collectModule } from './collect.module.ts'
