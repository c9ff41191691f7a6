export { pruneJob } from './prune.job.ts'
