import { useQueryClient } from '@tanstack/react-query'
import type { MetaObject, Row } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { refresh } from '../../base/client/records.ts'
import { request } from '../../base/client/request.ts'

const known = ['id', 'version']
const namesIn = (input: Readonly<Record<string, unknown>>): string[] =>
  typeof input.properties === 'object' && input.properties !== null ? Object.keys(input.properties) : []

/** The acts by which records take their states, where generic writes may not change them. */
export const useStateAct = (object: MetaObject) => {
  const { commands } = useModel()
  const client = useQueryClient()
  const field = object.states?.field ?? ''
  const of = (state: string) => commands.find(({ name }) => name === object.states?.by?.[state])
  return {
    of,
    /** Does the act need more than to be told the state? */
    asks: (state: string): boolean => namesIn(of(state)?.input ?? {}).some((name) => name !== field && !known.includes(name)),
    run: async (row: Row, state: string): Promise<void> => {
      const command = of(state)
      if (!command) return
      const takes = namesIn(command.input)
      const body = {
        id: row.id,
        ...(takes.includes(field) ? { [field]: state } : {}),
        ...(takes.includes('version') && row.version !== undefined ? { version: row.version } : {}),
      }
      await request(`/commands/${command.name}`, { body, headers: { 'idempotency-key': crypto.randomUUID() } })
      await refresh(client, object.name)
    },
  }
}
