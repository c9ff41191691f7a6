import { useCallback } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'

/** Address of a record's page and of an object's list. */
export const recordPath = (object: string, id: string): string => `/o/${object.replace('.', '/')}/${id}`
export const listPath = (object: string): string => `/o/${object.replace('.', '/')}`

/** The record shown beside the content; kept in the address (`peek=customer.person:id`), so it survives reload and back. */
export const usePeek = () => {
  const search = useSearch({ strict: false }) as { peek?: string }
  const navigate = useNavigate()
  const [object, id] = typeof search.peek === 'string' ? search.peek.split(':') : []
  const open = useCallback((to: string, record: string) =>
    void navigate({ to: '.', search: ((old: Record<string, unknown>) => ({ ...old, peek: `${to}:${record}` })) as never, replace: true, resetScroll: false }), [navigate])
  const close = useCallback(() =>
    void navigate({ to: '.', search: ((old: Record<string, unknown>) => ({ ...old, peek: undefined })) as never, replace: true, resetScroll: false }), [navigate])
  return { peek: object && id ? { object, id } : null, open, close }
}
