export { digestJob, digestNext } from './digest.job.ts'
export { reactionsIn } from './tell-notice.ts'
