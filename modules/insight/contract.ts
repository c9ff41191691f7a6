/** Reports and notices, as other modules may name them. */
export { noticePreference } from './objects/notice-preference.object.ts'
export { notification } from './objects/notification.object.ts'
export { report } from './objects/report.object.ts'
export { savedView } from './objects/saved-view.object.ts'
