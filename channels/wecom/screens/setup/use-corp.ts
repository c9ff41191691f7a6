import { request, useSetupMoved } from '@lianke/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addresses, corpFields } from './corp-fields.ts'

interface Setting {
  readonly name: string
  readonly is_set: boolean
  readonly value?: unknown
}

/** A value that the server refused, by the setting it is about. */
export class Refused extends Error {
  readonly setting: string
  constructor(setting: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause))
    this.setting = setting
  }
}

const put = async (name: string, value: unknown): Promise<void> => {
  try {
    await request(`/settings/${name}`, { method: 'PUT', body: { value } })
  } catch (cause) {
    throw new Refused(name, cause)
  }
}

/** The corp's values as they are kept, and keeping new ones; a value that is left empty stays as it was. */
export const useCorp = ({ leavesSandbox }: { readonly leavesSandbox: boolean }) => {
  const client = useQueryClient()
  const moved = useSetupMoved()
  const [saving, setSaving] = useState(false)
  const kept = useQuery({
    queryKey: ['settings', 'wecom'],
    queryFn: ({ signal }) => Promise.all(corpFields.map(({ name }) => request<Setting>(`/settings/${name}`, { signal }))),
    retry: false,
    staleTime: 0,
  })
  const save = async (values: Readonly<Record<string, string | undefined>>): Promise<void> => {
    setSaving(true)
    try {
      if (leavesSandbox) for (const name of addresses) await request(`/settings/${name}`, { method: 'DELETE' })
      for (const { name, number } of corpFields) {
        const given = values[name]?.trim()
        if (given) await put(name, number ? Number(given) : given)
      }
    } finally {
      await client.invalidateQueries({ queryKey: ['settings'] })
      await client.invalidateQueries({ queryKey: ['wecom'] })
      await moved()
      setSaving(false)
    }
  }
  return { kept, save, saving }
}
