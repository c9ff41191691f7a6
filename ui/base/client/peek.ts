import { textIn } from '@lianke/kernel'
import { useCallback } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { useAsked } from './address.ts'

/** Address of a record's page and of an object's list. */
export const recordPath = (object: string, id: string): string => `/o/${object.replace('.', '/')}/${id}`
export const listPath = (object: string): string => `/o/${object.replace('.', '/')}`

/** The record shown beside the content; kept in the address (`peek=customer.person:id`), so it survives reload and back; `compose`: opened to write. */
export const usePeek = () => {
  const peeked = textIn(useAsked('peek')) ?? undefined
  const navigate = useNavigate()
  const [object, id, purpose] = typeof peeked === 'string' ? peeked.split(':') : []
  const open = useCallback(
    (to: string, record: string, purpose?: 'compose') =>
      void navigate({
        to: '.',
        search: ((old: Record<string, unknown>) => ({ ...old, peek: [to, record, purpose].filter(Boolean).join(':') })) as never,
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  const close = useCallback(
    () =>
      void navigate({
        to: '.',
        search: ((old: Record<string, unknown>) => ({ ...old, peek: undefined })) as never,
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  return { peek: object && id ? { object, id, compose: purpose === 'compose' } : null, open, close }
}
