import { defineModule, label } from '@lianke/kernel'
import { profileMigrations } from './profile.migration.ts'

export { countFacts, profile } from './profile.engine.ts'

/** Profiles for the model. */
export const profileModule = defineModule({ name: 'profile', label: label('画像', 'Profiles'), migrations: profileMigrations })
