import { join } from 'node:path'
import { restore } from '@lianke/platform/backup'
import { readHttpConfig, s3Store } from '@lianke/platform/http'
import { type Config, keepSecret, runningOn, withEngines } from '@lianke/platform/runtime'
import { prepare } from '../prepare.ts'
import { type CommandCall, Misuse } from './command.ts'

/** `lianke restore <folder> [--replace]`: all of it or nothing; then brought to this release, with an analytics store that fits. */
export const run = async ({ config, words, options }: CommandCall): Promise<'exit'> => {
  const folder = words[0]
  if (!folder) throw new Misuse('name the folder of the backup')
  const running = await runningOn(config)
  if (running) throw new Misuse(`Lianke runs on ${config.data} (http://localhost:${running.port}): stop it first`)
  const say = (line: string) => console.log(`  ${line}`)
  const { s3 } = readHttpConfig()
  await withEngines(config, async (stores) => {
    const { manifest, secret } = await restore({
      databaseUrl: stores.databaseUrl,
      folder,
      filesFolder: join(config.data, 'files'),
      ...(s3 ? { bucket: s3Store(s3) } : {}),
      secret: config.secret || undefined,
      passphrase: config.backupPassphrase ?? undefined,
      replace: options.replace === true,
      say,
    })
    console.log(`The backup of ${manifest.made_at} is in place: ${manifest.tenants.length} tenants.`)
    if (manifest.bucket && !manifest.bucket.included)
      console.log(
        `Not in it: ${manifest.bucket.files} files of the bucket ${manifest.bucket.name}; they are read from the bucket.`,
      )
    await prepare({ ...config, ...stores, secret: kept(config, secret, say), demo: false }, say, () => undefined)
  })
  console.log('The analytics store is made anew. Start Lianke.')
  return 'exit'
}

/** The secret of the backup is the installation's from now on; one given by LIANKE_SECRET is kept by whoever gave it. */
const kept = (config: Config, secret: string | null, say: (line: string) => void): string => {
  if (secret === null || secret === config.secret) return secret ?? config.secret
  keepSecret(config.data, secret)
  say(`the secret of the backup is kept in ${join(config.data, 'secret')}`)
  return secret
}
