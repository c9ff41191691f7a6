import { Problem } from './request.ts'
import { useMe } from './session.ts'

interface Asked {
  readonly data: unknown
  readonly error: unknown
  refetch(): unknown
}
const isOut = (error: unknown): boolean => error instanceof Problem && error.status === 401

/** What every application waits for at its gate: who is signed in, and the model, which desk and phone each ask for in their way. */
export const useGate = (meta: Asked) => {
  const me = useMe()
  return {
    /** Nobody is signed in. */
    out: isOut(me.error) || isOut(meta.error),
    /** Somebody else chose the password: a new one comes first. */
    renew: me.data?.account.must_change === true,
    ready: Boolean(me.data && meta.data),
    error: me.error ?? meta.error,
    again: () => {
      void me.refetch()
      void meta.refetch()
    },
  }
}
