export { enqueue, type EnqueueOptions } from './enqueue.ts'
export { installJobs } from './install-jobs.ts'
export { cancelJob, countJobs, getJob, type JobLine, type JobStatus, listJobs, retryJob } from './job-console.ts'
export { startJobs } from './start-jobs.ts'
