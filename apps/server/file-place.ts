import { join } from 'node:path'
import { type FilePlace, localStore, readHttpConfig, s3Store } from '@lianke/platform/http'
import type { Config } from '@lianke/platform/runtime'

/** Where files lie: in the bucket of the environment, else below the data folder, where they are also made. */
export const filePlace = (config: Config): FilePlace => {
  const { s3 } = readHttpConfig()
  return { store: s3 ? s3Store(s3) : localStore(join(config.data, 'files')), root: join(config.data, 'uploads') }
}
