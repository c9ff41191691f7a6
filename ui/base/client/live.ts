import { useEffect } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { apiBase } from './request.ts'
import { refresh } from './records.ts'

/** What the server tells as it happens: a fact about a record, or a changed model. */
interface LiveMessage {
  readonly name?: string
  readonly object?: string | null
  readonly record?: string | null
  readonly person?: string | null
}

/** Keeps caches true: objects that changed elsewhere are asked again, at most once per second each. */
export const useLiveCaches = () => {
  const client = useQueryClient()
  useEffect(() => {
    const waiting = new Map<string, ReturnType<typeof setTimeout>>()
    const source = new EventSource(`${apiBase}/live?topics=${encodeURIComponent('*')}`)
    const listen = (event: MessageEvent<string>) => {
      const { object, name } = JSON.parse(event.data || '{}') as LiveMessage
      if (name === 'model.changed' || event.type === 'model') void client.invalidateQueries({ queryKey: ['meta'] })
      if (!object || waiting.has(object)) return
      waiting.set(
        object,
        setTimeout(() => {
          waiting.delete(object)
          void refresh(client, object)
        }, 1000),
      )
    }
    for (const kind of ['message', 'fact', 'record', 'model']) source.addEventListener(kind, listen)
    return () => {
      source.close()
      for (const timer of waiting.values()) clearTimeout(timer)
    }
  }, [client])
}
