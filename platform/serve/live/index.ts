export { type Live, type LiveNotice, openLive } from './live-updates.ts'
