export { digestJob, digestNext } from './digest.job.ts'
