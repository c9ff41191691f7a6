export { openChannelHosts, type ChannelHostOptions } from './open-channel-hosts.ts'
