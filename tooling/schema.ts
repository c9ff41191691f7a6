import { schemaCommand } from '@lianke/platform'
import { definitions } from '../apps/definitions.ts'

process.exit(await schemaCommand({ modules: definitions }, { check: process.argv.includes('--check') }))
