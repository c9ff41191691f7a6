import type { CorpHost } from '../corp/corp-host.ts'
import { call } from './client.ts'
import { WecomError } from './wecom-error.ts'

/** A directory secret made since August 2022 reads numbers and accounts alone; names are the app's to read. */
const detailsClosed = 48009

/** One call about departments and members; what the directory's secret may not read, the app is asked for. */
export const askDirectory = async <T>(
  host: CorpHost,
  path: string,
  query: Readonly<Record<string, string | number>> = {},
): Promise<T> => {
  try {
    return await call<T>(host, path, { by: 'contacts', query })
  } catch (cause) {
    if (cause instanceof WecomError && cause.errcode === detailsClosed) return call<T>(host, path, { by: 'app', query })
    throw cause
  }
}
