import { checks, runStages, tests } from './stages.ts'

process.exit(runStages([...checks, ...tests]))
