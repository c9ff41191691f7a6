import { openApiKeys } from '@lianke/platform/http'
import { type CommandCall, Misuse } from './command.ts'
import { roleNamed } from './role-named.ts'
import { tenantOf, withPlatform } from './with-platform.ts'

const scope =
  /^(\*|collect|[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*(:(read|create|update|delete))?|command:(\*|[a-z][a-z0-9_]*\.[a-z][a-z0-9_.]*))$/

/** `lianke key add <name> --role sales`, or `--scopes customer.person:read,collect`: an API key, shown once. */
export const run = async ({ config, words: [act, name], options }: CommandCall): Promise<'exit'> => {
  const scopes = typeof options.scopes === 'string' ? options.scopes.split(',').map((one) => one.trim()) : []
  const bad = scopes.find((one) => !scope.test(one))
  const named = typeof options.role === 'string' ? options.role : null
  if (act !== 'add' || !name || (scopes.length === 0 && named === null))
    throw new Misuse('say: lianke key add <name> --role <role>, or --scopes <scope,…>')
  if (bad) throw new Misuse(`"${bad}" is no scope: *, collect, customer.person, customer.person:read, command:lead.convert`)
  const expires = typeof options.expires === 'string' ? new Date(options.expires) : null
  if (expires && Number.isNaN(expires.getTime())) throw new Misuse(`"${options.expires}" is no date: 2027-01-31`)
  await withPlatform(config, async (platform) => {
    const tenant = await tenantOf(platform, options.tenant)
    const keys = await openApiKeys(platform.database)
    try {
      const roles = named === null ? [] : [await roleNamed(platform, tenant, named)]
      const { key } = await keys.make({
        tenant,
        name,
        scopes,
        roles: roles.map(({ id }) => id),
        expiresAt: expires?.toISOString() ?? null,
        by: null,
      })
      console.log(key)
    } finally {
      await keys.close()
    }
  })
  return 'exit'
}
