import { check } from '@lianke/kernel'
import type { OidcProvider } from '../auth/sign-in-library.ts'
import type { S3Options } from '../../store/files/s3-store.ts'

/** What the surroundings say to an http process beside addresses and secrets. */
export interface HttpConfig {
  readonly providers: readonly OidcProvider[]
  /** Null: files lie on the local disk. */
  readonly s3: S3Options | null
  /** Addresses or networks of proxies whose `X-Forwarded-For` is believed. */
  readonly trustProxy: readonly string[] | false
  /** What whoever reads `/metrics` must show; null: only this machine itself reads it. */
  readonly metricsToken: string | null
}
const metricsTokenMin = 16
type Env = Readonly<Record<string, string | undefined>>

/** All of these variables, or none. */
const together = (env: Env, names: readonly string[]): boolean => {
  const given = names.filter((name) => env[name])
  check(given.length === 0 || given.length === names.length, `set all of ${names.join(', ')}, or none`)
  return given.length > 0
}

/** Reads `LIANKE_OIDC_*`, `S3_*`, `LIANKE_TRUST_PROXY` and `LIANKE_METRICS_TOKEN`. */
export const readHttpConfig = (env: Env = process.env): HttpConfig => {
  const text = (name: string) => env[name] ?? ''
  const oidc = together(env, ['LIANKE_OIDC_DISCOVERY', 'LIANKE_OIDC_CLIENT_ID', 'LIANKE_OIDC_CLIENT_SECRET'])
  const s3 = together(env, ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'])
  const proxies = text('LIANKE_TRUST_PROXY')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  const metricsToken = text('LIANKE_METRICS_TOKEN') || null
  check(
    metricsToken === null || metricsToken.length >= metricsTokenMin,
    `LIANKE_METRICS_TOKEN has at least ${metricsTokenMin} letters`,
  )
  return {
    providers: oidc
      ? [
          {
            name: 'oidc',
            label: text('LIANKE_OIDC_LABEL') || 'OIDC',
            discoveryUrl: text('LIANKE_OIDC_DISCOVERY'),
            clientId: text('LIANKE_OIDC_CLIENT_ID'),
            clientSecret: text('LIANKE_OIDC_CLIENT_SECRET'),
          },
        ]
      : [],
    s3: s3
      ? {
          endpoint: text('S3_ENDPOINT'),
          region: text('S3_REGION') || 'us-east-1',
          bucket: text('S3_BUCKET'),
          accessKey: text('S3_ACCESS_KEY'),
          secretKey: text('S3_SECRET_KEY'),
        }
      : null,
    trustProxy: proxies.length > 0 ? proxies : false,
    metricsToken,
  }
}
