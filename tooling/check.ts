import { checks, runStages } from './stages.ts'

process.exit(runStages(checks))
