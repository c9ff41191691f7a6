/** Channel codes, as other rooms may name them. */
export { channelCode } from './objects/channel-code.object.ts'
