import type { ChannelHost } from '@lianke/kernel'
import { call } from './api/client.ts'
import { authorizeUrl as authorizeUrlOf, sidebarConfig as sidebarConfigOf, visitorOf as visitorIn } from './api/sign-in.ts'
import {
  deleteContactWay as deleteContactWayIn,
  readContactWay as readContactWayIn,
  saveContactWay as saveContactWayIn,
} from './contact-way/contact-way.ts'
import { type CorpHost, corpNamed } from './corp/corp-host.ts'
import { checkHealth as checkHealthOf } from './health/health.ts'
import { receive as receiveIn, verifyUrl as verifyUrlIn } from './receive/receive.ts'
import { welcome as welcomeIn } from './send/welcome.ts'
import { type SyncCheckpoint, type SyncPage, syncStart } from './sync/checkpoint.ts'
import { postSync as postSyncOf } from './sync/sync-page.ts'
import { sync as syncOf } from './sync/sync.ts'

/** The same for the company's first corporation, which specifications of one corporation mean. */
const inFirst =
  <A extends unknown[], R>(act: (host: CorpHost, ...rest: A) => Promise<R>) =>
  async (host: ChannelHost, ...rest: A): Promise<R> =>
    act(await corpNamed(host, undefined), ...rest)

/** What specifications outside the module try by itself: the client, the two doors of a callback, sending, sync. */
export const callWecom = async <T = { readonly errcode?: number; readonly errmsg?: string }>(
  host: ChannelHost,
  path: string,
  options: Parameters<typeof call>[2] = {},
): Promise<T> => call<T>(await corpNamed(host, undefined), path, options)
export const authorizeUrl = inFirst(authorizeUrlOf)
export const sidebarConfig = inFirst(sidebarConfigOf)
export const visitorOf = inFirst(visitorIn)
export const deleteContactWay = inFirst(deleteContactWayIn)
export const readContactWay = inFirst(readContactWayIn)
export const saveContactWay = inFirst(saveContactWayIn)
export const checkHealth = inFirst(checkHealthOf)
export const receive = inFirst(receiveIn)
export const verifyUrl = inFirst(verifyUrlIn)
export const welcome = inFirst(welcomeIn)
export const postSync = inFirst(postSyncOf)
export async function* sync(host: ChannelHost, from: SyncCheckpoint): AsyncGenerator<SyncPage> {
  yield* syncOf(await corpNamed(host, undefined), from)
}
export { WecomError, WecomRetry } from './api/wecom-error.ts'
export { jsapiSignature } from './sign/jsapi.rule.ts'
export { corpNamed } from './corp/corp-host.ts'
export type { CallbackQuery } from './receive/receive.ts'
export { type SyncCheckpoint, type SyncPage, syncStart }
export { wecom } from './wecom.channel.ts'
/** Reads one corporation whole into the inbox. */
export const readCorp = async (host: ChannelHost, corp: string, run: string): Promise<void> =>
  postSyncOf(await corpNamed(host, corp), syncStart(run), async () => undefined)
