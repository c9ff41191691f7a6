import { defineModule, label } from '@lianke/kernel'
import { intentMigrations } from './intent.migration.ts'

export { outreach } from './outreach.engine.ts'

/** Intents for the model. */
export const outreachModule = defineModule({ name: 'outreach', label: label('触达', 'Outreach'), migrations: intentMigrations })
