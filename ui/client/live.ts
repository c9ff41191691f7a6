import { useEffect } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { apiBase } from './request.ts'
import { refresh } from './records.ts'

/** What the server tells as it happens: a fact about a record, or a changed model. */
export interface LiveMessage {
  readonly name?: string
  readonly object?: string | null
  readonly record?: string | null
  readonly person?: string | null
}

/** Listens to the server's events while mounted. The browser reconnects by itself. */
export const useLive = (topics: readonly string[], heard: (message: LiveMessage, type: string) => void) => {
  const list = topics.join(',')
  useEffect(() => {
    const source = new EventSource(`${apiBase}/live?topics=${encodeURIComponent(list)}`)
    const listen = (event: MessageEvent<string>) => {
      if (!event.data) return
      heard(JSON.parse(event.data) as LiveMessage, event.type)
    }
    const kinds = ['message', 'fact', 'record', 'model', 'notification', 'progress']
    for (const kind of kinds) source.addEventListener(kind, listen)
    return () => source.close()
  }, [list, heard])
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
