/** Channel codes, as other modules may name them. */
export { channelCode } from './objects/channel-code.object.ts'
