import type { QueryClient } from '@tanstack/react-query'

const names = ['me', 'meta'] as const
const keyOf = (name: string) => `lianke.kept.${name}`

/** Forgets what was kept: the next person on this phone starts anew. */
export const forgetAnswers = (): void => {
  for (const name of names) localStorage.removeItem(keyOf(name))
}

/**
 * Who is signed in and the model stay on the phone: the next opening draws at once and asks behind the picture.
 * Customers' data is not kept.
 */
export const keepAnswers = (client: QueryClient): void => {
  for (const name of names) {
    try {
      const kept = localStorage.getItem(keyOf(name))
      if (kept) client.setQueryData([name], JSON.parse(kept), { updatedAt: 1 })
    } catch {
      localStorage.removeItem(keyOf(name))
    }
  }
  client.getQueryCache().subscribe((event) => {
    const name = String(event.query.queryKey[0])
    if (event.type !== 'updated' || event.action.type !== 'success' || !names.some((one) => one === name)) return
    try {
      localStorage.setItem(keyOf(name), JSON.stringify(event.query.state.data))
    } catch {
      // No room left on the phone: the next opening waits for the server, as a first one does.
      localStorage.removeItem(keyOf(name))
    }
  })
}
