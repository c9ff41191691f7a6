import { type Logger, pino, stdTimeFunctions } from 'pino'

/** Names whose values never reach a log, at the top and one level down. */
const secretNames = [
  'password',
  'secret',
  'token',
  'access_token',
  'refresh_token',
  'authorization',
  'cookie',
  'api_key',
  'encoding_aes_key',
  'corp_secret',
  'totp',
  'phone',
  'email',
  'set-cookie',
  'x-api-key',
]

export type Log = Logger

/** A process's log: one JSON line per entry; secrets and addresses of people are cut out. */
export const openLog = (options: { name: string; level: string; destination?: { write(line: string): void } }): Log =>
  pino(
    {
      name: options.name,
      level: options.level,
      base: { name: options.name, pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: secretNames.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]), censor: '[hidden]' },
    },
    options.destination ?? process.stdout,
  )
